# The program, its models and Prefect; state lives in the volume /data, exports in /inbox (docs/operations.md).
FROM python:3.11.14-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONHASHSEED=0 \
    CHATMINING_HOME=/data \
    CHATMINING_MODELS=/app/models \
    CHATMINING_INBOX=/inbox \
    PREFECT_HOME=/data/prefect

WORKDIR /app

COPY locks/run.txt locks/run.txt
RUN pip install --no-cache-dir --no-deps --require-hashes -r locks/run.txt

COPY pyproject.toml README.md LICENSE prefect.yaml ./
COPY src src
COPY models models
COPY flows flows
COPY deploy deploy
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --system --uid 10001 --home-dir /data chatmining \
    && mkdir /data /inbox \
    && chown chatmining /data /inbox

USER 10001
VOLUME /data
EXPOSE 4200

ENTRYPOINT ["deploy/start"]
CMD ["inbox"]
