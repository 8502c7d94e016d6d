create table batches (
    batch_id varchar primary key,
    kind varchar not null check (kind in ('inbox', 'refresh', 'maintenance')),
    started_at timestamptz not null,
    finished_at timestamptz not null,
    version varchar not null,
    stored integer not null,
    updated integer not null,
    recognised integer not null,
    broken integer not null,
    waiting integer not null,
    stopped_by varchar
);
comment on table batches is 'What each unattended run did: one row a run of the inbox, of a refresh, of the maintenance.';
comment on column batches.batch_id is 'Kind and moment of the run.';
comment on column batches.kind is 'inbox, refresh or maintenance.';
comment on column batches.started_at is 'When the run began.';
comment on column batches.finished_at is 'When its work was done, before the snapshot was published.';
comment on column batches.version is 'Version of chatmining.';
comment on column batches.stored is 'Files (refresh: webinars) whose content was new.';
comment on column batches.updated is 'Files that brought more of a webinar already there.';
comment on column batches.recognised is 'Files whose content was there already.';
comment on column batches.broken is 'Files that cannot be read.';
comment on column batches.waiting is 'Files left for the next run.';
comment on column batches.stopped_by is 'Code of the error that stopped the run, if any.';

create table run_files (
    batch_id varchar not null,
    file_key varchar not null,
    state varchar not null check (state in ('stored', 'updated', 'known', 'roles', 'broken', 'waiting')),
    webinar_id varchar,
    records integer not null,
    added integer not null,
    errors varchar[] not null,
    version varchar not null,
    primary key (batch_id, file_key)
);
comment on table run_files is 'What became of each file that was news to a run; names of files stay out, they may name people.';
comment on column run_files.batch_id is 'Run.';
comment on column run_files.file_key is 'SHA-256 of the file''s bytes, and of the webinar.toml beside it if there is one.';
comment on column run_files.state is 'stored, updated, known (the same content as another file), roles (a list of attendees), broken or waiting.';
comment on column run_files.webinar_id is 'Webinar it belongs to; the first one, for an archive of several.';
comment on column run_files.records is 'Records read.';
comment on column run_files.added is 'Rows added.';
comment on column run_files.errors is 'Codes of what went wrong.';
comment on column run_files.version is 'Version of chatmining: a newer one may read what an older one could not.';

create table steps (
    run_id varchar not null,
    step varchar not null check (step in ('read', 'prepare', 'encode', 'store', 'classify', 'topics')),
    seconds double not null,
    items integer not null,
    primary key (run_id, step)
);
comment on table steps is 'How long each step of a run took; a run''s id is a digest of its inputs, version and models.';
comment on column steps.run_id is 'Run.';
comment on column steps.step is 'read, prepare, encode, store, classify or topics.';
comment on column steps.seconds is 'Seconds it took.';
comment on column steps.items is 'What it was about: records, comments, rows or topics.';
