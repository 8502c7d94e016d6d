-- Specificities (Lafon, Mots 1, 1980), as TXM and IRaMuTeQ give them. Probabilities by the saddle-point expansion of
-- Loader (2000), which R's dhyper uses: differences of log-gamma lose eight digits on corpora of ten million words.

create or replace macro stirling_error(x) as case
    when x = 0 then 0.0
    when x <= 15 then lgamma(x + 1.0) - (x + 0.5) * ln(nullif(x, 0)) + x - 0.91893853320467274178
    else (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / (x * x)) / (x * x)) / (x * x)) / (x * x)) / x
end;
comment on macro stirling_error is 'ln x! less Stirling''s approximation of it.';

-- The lambda gives v a name: written out at each place, the expression would take longer to plan than to compute.
create or replace macro deviance_series(x, m) as list_transform([(x - m) / (x + m)], lambda v:
    (x - m) * v + 2 * x * v * (v * v) * (1 / 3 + v * v * (1 / 5 + v * v * (1 / 7 + v * v * (1 / 9 + v * v * (
        1 / 11 + v * v * (1 / 13 + v * v * (1 / 15 + v * v * (1 / 17 + v * v / 19)))))))))[1];
comment on macro deviance_series is 'x ln(x / m) + m - x for x near m.';

create or replace macro deviance(x, m) as case
    when x = 0 then m
    when abs(x - m) < 0.1 * (x + m) then deviance_series(x, m)
    else x * ln(nullif(x, 0) / m) + m - x
end;
comment on macro deviance is 'x ln(x / m) + m - x, without loss of digits.';

create or replace macro log_binomial(x, n, p) as case
    when x = 0 then -n * p - deviance(n, n * (1 - p))
    when x = n then -deviance(n, n * p) - n * (1 - p)
    else stirling_error(n) - stirling_error(x) - stirling_error(n - x) - deviance(x, n * p) - deviance(n - x, n * (1 - p))
        - 0.5 * ln(6.283185307179586477 * nullif(x, 0) * nullif(n - x, 0) / n)
end;
comment on macro log_binomial is 'Natural logarithm of the binomial probability of x successes in n trials of probability p.';

create or replace macro log_hypergeometric(k, total, drawn, size) as
    log_binomial(k, total, drawn / size) + log_binomial(drawn - k, size - total, drawn / size)
    - log_binomial(drawn, size, drawn / size);
comment on macro log_hypergeometric is
    'Natural logarithm of the probability of k marked words in a part of `drawn` words, `total` being marked of `size`.';

create or replace macro specificites(corpus, part, fewest := 10, webinar := null) as table
with whole as (
    select form_id, sum(n)::double as total from published.words
    where axis = 'webinar_id' and (webinar is null or webinar_id = webinar) group by form_id
),
inside as (
    select w.form_id, sum(w.n)::double as f from published.words w
    where w.axis = corpus and w.part = part::varchar and (webinar is null or w.webinar_id = webinar) group by w.form_id
),
sizes as (select (select sum(total) from whole) as size, (select sum(f) from inside) as drawn),
crossed as (
    select form_id, coalesce(f, 0.0) as f, total, drawn, size, total * drawn / size as expected
    from whole left join inside using (form_id) cross join sizes
    where total >= fewest and drawn < size
),
-- The tail is summed away from the mode, where each term is a smaller part of the one before; 8 standard deviations
-- and 14 terms leave less than 1e-12 of it.
sided as (
    select
        *, case when f < expected then -1 else 1 end as side,
        least(
            case when f < expected then f - greatest(0, drawn + total - size) else least(total, drawn) - f end,
            ceil(8 * sqrt(expected * (1 - total / size) * (1 - drawn / size))) + 14
        )::bigint as reach
    from crossed
),
tails as (
    select
        *, log_hypergeometric(f, total, drawn, size) as first_term,
        -- 1 + r0 (1 + r1 (1 + r2 ...)), from the inside out; r is the ratio of a term to the one before. Two steps:
        -- in DuckDB 1.5.5 a lambda of list_reduce reads the wrong row's columns.
        list_reduce(
            list_transform(range(reach - 1, -1, -1), lambda step: case
                when side > 0 then (total - f - step) * (drawn - f - step)
                    / ((f + step + 1) * (size - total - drawn + f + step + 1))
                else (f - step) * (size - total - drawn + f - step) / ((total - f + step + 1) * (drawn - f + step + 1))
            end),
            lambda tail, ratio: 1.0 + tail * ratio,
            1.0::double
        ) as relative
    from sided
)
select
    w.form, -side * least(first_term + ln(relative), 0) / ln(10) as specificity,
    f::bigint as f, total::bigint as total, drawn::bigint as part_words, size::bigint as corpus_words
from tails join published.forms w using (form_id)
order by specificity desc, w.form;
comment on macro table specificites is
    'Words over- or under-used in a part (corpus: webinar_id, role, kind or theme; part: its value): signed log10 of the hypergeometric probability (Lafon 1980); at least `fewest` occurrences in all.';
