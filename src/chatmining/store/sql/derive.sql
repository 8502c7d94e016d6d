-- contents --
insert into snapshot.published.contents
with known as materialized ( -- a few hashes sought among all, not all held in memory
    select content_hash from snapshot.published.contents where content_hash in (select content_hash from comments)
)
select (select coalesce(max(content), 0) from snapshot.published.contents) + row_number() over (order by content_hash), content_hash
from (select distinct content_hash from comments)
where content_hash not in (select content_hash from known)
order by content_hash;
-- tokens --
create or replace temp table tokens as
with said as (
    select
        (select coalesce(max(doc), 0) from snapshot.published.documents)
            + row_number() over (order by w.date, c.webinar_id, c.offset_s, c.comment_id) as doc,
        c.comment_id, c.webinar_id, c.content_hash, c.text
    from comments c join webinars w using (webinar_id)
)
select doc, comment_id, webinar_id, content_hash, words_of(text) as words from said;
-- forms --
insert into snapshot.published.forms
select (select coalesce(max(form_id), 0) from snapshot.published.forms) + row_number() over (order by form), form, term_of(form)
from (select distinct unnest(words) as form from tokens)
where length(form) <= 64 and form not in (select form from snapshot.published.forms)
order by form;
-- counted_tokens --
create or replace temp table counted as
select t.doc, f.form_id, any_value(f.term) as term, count(*)::integer as n
from (select doc, unnest(words) as form from tokens) t join snapshot.published.forms f using (form)
group by t.doc, f.form_id;
-- documents --
insert into snapshot.published.documents
with lengths as (select doc, sum(n)::integer as length from counted where term is not null group by doc)
select t.doc, t.comment_id, t.webinar_id, k.content, coalesce(l.length, 0)
from tokens t join snapshot.published.contents k using (content_hash) left join lengths l using (doc)
order by t.doc;
-- postings --
insert into snapshot.published.postings
select p.term, p.doc, sum(p.n)::integer, any_value(d.length)
from counted p join snapshot.published.documents d using (doc)
where p.term is not null
group by p.term, p.doc
order by p.term, p.doc;
-- say_numbers --
comment on column snapshot.published.v_comments.doc is 'Number of the comment in this snapshot.';
comment on column snapshot.published.v_comments.content is 'Number of its text.';
-- comments_by_number --
insert into snapshot.published.v_comments
select v.*, d.doc, d.content
from v_comments v join tokens t using (comment_id) join snapshot.published.documents d using (doc)
order by d.doc;
-- words --
insert into snapshot.published.words
with content as (
    select c.doc, c.webinar_id, c.role, c.kind, c.themes
    from snapshot.published.v_comments c where c.decision <> 'bruit' and c.doc in (select doc from tokens)
),
parts as (
    select doc, webinar_id, unnest([
        {'axis': 'webinar_id', 'part': webinar_id}, {'axis': 'role', 'part': role}, {'axis': 'kind', 'part': kind}
    ], recursive := true) from content
    union all
    select doc, webinar_id, 'theme', unnest(themes) from content
)
select p.axis, p.part, p.webinar_id, t.form_id, sum(t.n)::integer
from parts p join counted t using (doc)
where p.part is not null
group by p.axis, p.part, p.webinar_id, t.form_id
order by all;
-- waiting_vectors --
select k.content, v.vector
from vectors v join snapshot.published.contents k using (content_hash)
where v.encoder_id = $encoder
  and not exists (select 1 from snapshot.published.vectors p where p.content = k.content and p.encoder_id = $encoder);
-- keep_vectors --
insert into snapshot.published.vectors by name select * from packed;
-- keep_lexicon --
insert into snapshot.published.lexicon by name select * from read_parquet($file);
-- sample_vectors --
select vector from vectors where encoder_id = $encoder order by hash(content_hash), content_hash limit 5000;
-- keep_axes --
insert into snapshot.published.axes by name select * from axes_found;
-- known_axes --
select direction from snapshot.published.axes where encoder_id = $encoder order by axis;
-- forget_publication --
delete from snapshot.main.publication;
-- describe --
insert into snapshot.main.publication
select
    $version, (select max(version) from snapshot.main.schema_migrations), $digest,
    (select count(*) from snapshot.main.webinars), (select count(*) from snapshot.main.comments),
    coalesce($in_order, (select count(*) from snapshot.main.comments));
-- publication --
select version, sql_digest, comments, sorted_comments from snapshot.main.publication;
-- encoder_new --
select exists (select 1 from vectors where encoder_id = $encoder)
   and not exists (select 1 from snapshot.published.axes where encoder_id = $encoder);
-- changed_webinars --
select distinct webinar_id from (
    (select webinar_id, run_id from runs except select webinar_id, run_id from snapshot.main.runs)
    union all
    (select webinar_id, run_id from snapshot.main.runs except select webinar_id, run_id from runs)
    union all -- a topic named by hand is named so in every webinar
    select h.webinar_id, h.registry_id
    from topic_history h
    join topic_registry r using (registry_id)
    left join snapshot.main.topic_registry s using (registry_id)
    where if(r.pinned, r.name, '') <> if(coalesce(s.pinned, false), s.name, '')
) order by webinar_id;
-- tables --
select table_name from duckdb_tables()
where database_name = $catalogue and schema_name = 'main' and not internal and table_name <> 'vectors' order by table_name;
-- table_columns --
select
    t.table_name, t.comment,
    list({'name': c.column_name, 'type': c.data_type, 'nullable': c.is_nullable, 'said': c.comment} order by c.column_index)
from duckdb_tables() t join duckdb_columns() c using (database_name, schema_name, table_name)
where t.database_name = $catalogue and t.schema_name = 'main' and not t.internal and t.table_name <> 'vectors'
group by all order by t.table_name;
-- columns_of --
select column_name from duckdb_columns()
where database_name = $catalogue and schema_name = 'main' and table_name = $table;
-- view_columns --
select column_name, comment from duckdb_columns()
where database_name = current_database() and schema_name = 'main' and table_name = $view order by column_index;
-- view_comment --
select comment from duckdb_views()
where database_name = current_database() and schema_name = 'main' and view_name = $view;
-- changed --
create or replace temp table changed as select unnest($webinars::varchar[]) as webinar_id;
-- changed_messages --
create or replace temp table changed_messages as
select message_id from messages where webinar_id in (select webinar_id from changed);
-- published_contents --
create or replace temp table changed_contents as
select distinct content from snapshot.published.documents where webinar_id in (select webinar_id from changed);
-- published_messages --
create or replace temp table changed_messages as
select message_id from snapshot.main.messages where webinar_id in (select webinar_id from changed);
-- forget_words --
delete from snapshot.published.words where webinar_id in (select webinar_id from changed);
-- forget_postings --
delete from snapshot.published.postings where doc in (
    select doc from snapshot.published.documents where webinar_id in (select webinar_id from changed)
);
-- forget_documents --
delete from snapshot.published.documents where webinar_id in (select webinar_id from changed);
-- forget_contents --
delete from changed_contents where content in (select content from snapshot.published.documents);
delete from snapshot.published.contents where content in (select content from changed_contents);
-- forget_vectors --
delete from snapshot.published.vectors where content in (select content from changed_contents);
