-- known_vectors --
select content_hash, vector from vectors where encoder_id = $encoder and content_hash in (select unnest($hashes));
-- unscored --
select c.comment_id, c.text, c.content_hash from comments c
where c.webinar_id = $webinar
  and not exists (select 1 from decisions d where d.comment_id = c.comment_id and d.model_id = $model)
order by c.comment_id;
-- texts_of_webinar --
select text, content_hash from comments where webinar_id = $webinar order by comment_id;
-- content_of_webinar --
select c.comment_id, c.text, c.content_hash, c.person_id
from comments c join decisions d on d.comment_id = c.comment_id and d.model_id = $model
where c.webinar_id = $webinar and d.decision <> 'bruit' and c.language = 'fr'
order by c.content_hash, c.comment_id;
-- drop_assignments --
delete from topic_assignments where topic_id in (select topic_id from topics where webinar_id = $webinar);
-- drop_topics --
delete from topics where webinar_id = $webinar;
-- drop_topic_run --
delete from topic_runs where webinar_id = $webinar;
-- drop_reading_order --
delete from reading_order where webinar_id = $webinar;
-- stale_topics --
select t.topic_id, c.text
from topics t join topic_assignments a using (topic_id) join comments c using (comment_id)
where t.encoder_id is distinct from $encoder
order by t.topic_id, c.comment_id;
-- place_topic --
update topics set centre = $centre, encoder_id = $encoder where topic_id = $topic;
-- series_topics --
select h.registry_id, t.size, t.centre
from topic_history h join topics t using (topic_id)
where h.event not in ('merged', 'dormant') and t.encoder_id = $encoder
order by h.registry_id, t.topic_id;
-- forget_links --
delete from topic_history where webinar_id = $webinar;
-- series_order --
select webinar_id from topic_runs join webinars using (webinar_id) order by date nulls last, webinar_id;
-- series_links --
select h.registry_id, h.webinar_id, h.topic_id, h.event, h.similarity, h.other_id, t.name
from topic_history h left join topics t using (topic_id)
where h.event <> 'dormant';
-- pinned_topics --
select registry_id, name from topic_registry where pinned;
-- forget_series --
delete from topic_history;
-- forget_registry --
delete from topic_registry;
-- update_texts --
update comments set text = b.text, content_hash = b.content_hash, answer = b.answer
from batch_comments b
where comments.comment_id = b.comment_id and comments.webinar_id = b.webinar_id
  and (comments.text <> b.text or comments.answer is distinct from b.answer);
-- update_places --
update messages set
    n = b.n, offset_s = b.offset_s, said_at = coalesce(b.said_at, messages.said_at),
    reply_to = coalesce(b.reply_to, messages.reply_to)
from batch_messages b
where messages.message_id = b.message_id and messages.webinar_id = b.webinar_id
  and (messages.n <> b.n or messages.offset_s is distinct from b.offset_s
       or b.reply_to is distinct from messages.reply_to or b.said_at is distinct from messages.said_at);
-- update_comment_places --
update comments set offset_s = m.offset_s, said_at = m.said_at
from messages m
where m.message_id = comments.comment_id and m.webinar_id = $webinar and comments.webinar_id = $webinar
  and (comments.offset_s is distinct from m.offset_s or comments.said_at is distinct from m.said_at);
-- run_exists --
select count(*) > 0 from runs where run_id = $run;
-- summary_counts --
select count(*) as records, count(*) filter (where reason is null) as comments from messages where webinar_id = $webinar;
-- summary_reasons --
select reason, count(*) as n from messages where webinar_id = $webinar and reason is not null
group by reason order by n desc, reason;
-- summary_people --
select count(distinct person_id) from comments where webinar_id = $webinar;
-- summary_decisions --
select decision, count(*) as n from v_comments where webinar_id = $webinar group by decision;
-- summary_themes --
select v.theme, if($language = 'fr', t.name_fr, t.name_en), v.n, v.comments, v.people_n, v.people
from v_theme_by_webinar v join themes t using (theme)
where v.webinar_id = $webinar order by t.added, v.n desc, v.theme;
-- summary_verbatims --
select c.text from comments c
join v_current_model m using (webinar_id)
join theme_scores s on s.comment_id = c.comment_id and s.model_id = m.model_id and s.theme = $theme and s.label
where c.webinar_id = $webinar and c.words between 6 and 60
qualify row_number() over (partition by c.person_id order by s.probability desc, c.comment_id) = 1
order by s.probability desc, c.comment_id limit $limit;
-- summary_topics --
select name, size from v_topic_by_webinar where webinar_id = $webinar order by rank;
-- summary_polls --
select count(distinct question) as questions, coalesce(sum(count), 0)::bigint as answers from polls where webinar_id = $webinar;
-- summary_webinar --
select title, date from webinars where webinar_id = $webinar;
-- info_counts --
select (select count(*) from webinars) as webinars, (select count(*) from comments) as comments,
       (select count(*) from messages) as messages, (select count(distinct person_id) from people) as people;
-- info_models --
select distinct model_id from v_current_model order by model_id;
-- records_of --
select records from sources where file_hash = $hash;
-- fingerprints --
select fingerprint from keyring;
-- update_webinar --
-- What was told stands, the last word first; what was guessed is the same whichever file came first.
update webinars set
    title = if(b.told or (not webinars.told and (length(b.title), b.title) > (length(webinars.title), webinars.title)), b.title, webinars.title),
    date = if(b.told, b.date, if(webinars.told, coalesce(webinars.date, b.date), least(webinars.date, b.date))),
    start_at = if(b.told, b.start_at, if(webinars.told, coalesce(webinars.start_at, b.start_at), least(webinars.start_at, b.start_at))),
    timezone = if(b.told, b.timezone, if(webinars.told, webinars.timezone, least(webinars.timezone, b.timezone))),
    told = webinars.told or b.told
from batch_webinars b
where webinars.webinar_id = b.webinar_id;
-- update_format --
-- The chat's format and clock rather than those of a report read beside it.
with best as (
    select min((format in ('zoom_attendees', 'zoom_poll', 'zoom_qa'), format)) as best from sources
    where webinar_id = $webinar
)
update webinars set
    format = b.format, clock = if(webinars.format = b.format, least(webinars.clock, b.clock), b.clock)
from batch_webinars b, best
where webinars.webinar_id = b.webinar_id and struct_extract(best.best, 2) = b.format;
-- raise_roles --
-- The highest role that any file gives.
update people set role = b.role
from batch_people b
where (people.webinar_id, people.person_id) = (b.webinar_id, b.person_id)
  and list_position(['host', 'moderator', 'speaker', 'attendee'], b.role)
      < list_position(['host', 'moderator', 'speaker', 'attendee'], people.role);
-- raise_polls --
update polls set count = b.count from batch_polls b
where (polls.webinar_id, polls.question, polls.answer) = (b.webinar_id, b.question, b.answer) and b.count > polls.count;
-- drop_agenda --
delete from agenda where webinar_id = $webinar and place > (select max(place) from batch_agenda);
-- renew_agenda --
update agenda set title = b.title, starts_at = b.starts_at, offset_s = b.offset_s from batch_agenda b
where (agenda.webinar_id, agenda.place) = (b.webinar_id, b.place);
-- files_done --
select file_key from run_files
where file_key in (select unnest($keys)) and (state in ('stored', 'updated', 'known', 'roles'))
union
select file_hash from sources where file_hash in (select unnest($keys));
-- files_broken --
select file_key from run_files
where file_key in (select unnest($keys)) and state = 'broken' and version = $version
group by file_key;
-- webinars_of_format --
select webinar_id, max(records) from sources where format = $format group by webinar_id order by webinar_id;
-- records_met --
select webinar_id, count(*) as met from messages where message_id in (select unnest($ids)) group by webinar_id
order by met desc, webinar_id;
-- webinar_facts --
select title, date, start_at, timezone from webinars where webinar_id = $webinar;
-- webinar_known --
select count(*) > 0 from webinars where webinar_id = $webinar;
-- last_runs --
select webinar_id, max(finished_at) from runs group by webinar_id order by webinar_id;
-- encoder_published --
select exists (select 1 from published.axes where encoder_id = $encoder);
-- search_words --
select rank, rank, null, comment_id, webinar_id, offset_s, themes, text
from search($query, webinar := $webinar, theme_id := $theme, most := $most) order by rank;
-- search_both --
select rank, by_words, by_meaning, comment_id, webinar_id, offset_s, themes, text
from search_both($query, $vector::float[], $encoder, webinar := $webinar, theme_id := $theme, most := $most)
order by rank;
-- stale_webinars --
with last as (
    select distinct on (webinar_id) * from runs order by webinar_id, finished_at desc, run_id
)
select last.webinar_id, last.run_id, last.records, last.comments, last.set_aside
from last left join topic_runs t using (webinar_id)
where last.model_id <> $model or t.model_id is distinct from $topics
   or exists (select 1 from comments c where c.webinar_id = last.webinar_id and not exists (
          select 1 from decisions d where d.comment_id = c.comment_id and d.model_id = $model))
   or exists (select 1 from comments c where c.webinar_id = last.webinar_id and not exists (
          select 1 from vectors v where v.content_hash = c.content_hash and v.encoder_id = $general))
order by last.webinar_id;
-- integrity --
select 'comment_without_message' as finding, count(*) as n from comments
where comment_id not in (select message_id from messages where reason is null)
union all
select 'message_without_comment', count(*) from messages
where reason is null and message_id not in (select comment_id from comments)
union all
select 'row_without_webinar', count(*) from messages where webinar_id not in (select webinar_id from webinars)
union all
select 'row_twice',
    (select count(*) - count(distinct message_id) from messages) + (select count(*) - count(distinct comment_id) from comments)
    + (select count(*) - count(distinct (comment_id, model_id)) from decisions)
    + (select count(*) - count(distinct (content_hash, encoder_id)) from vectors)
union all
select 'score_without_comment', count(distinct comment_id) from theme_scores
where comment_id not in (select comment_id from comments)
union all
select 'decision_without_comment', count(*) from decisions where comment_id not in (select comment_id from comments)
union all
select 'mention_without_comment', count(*) from mentions where comment_id not in (select comment_id from comments)
union all
select 'member_without_topic', count(*) from topic_assignments where topic_id not in (select topic_id from topics)
union all
select 'text_without_hash', count(*) from comments where content_hash <> sha256(text)
union all
select 'fewer_records_than_read', count(*) from (
    select webinar_id, max(records) as read from sources group by webinar_id) s
where s.read > (select count(*) from messages m where m.webinar_id = s.webinar_id)
union all
select 'name_of_no_one', count(*) from messages m
where person_id is not null and not exists (
    select 1 from people p where p.webinar_id = m.webinar_id and p.person_id = m.person_id)
order by finding;
-- export_comments --
select
    c.comment_id, c.webinar_id, w.title, w.date, c.person_id, c.role, c.kind, c.said_at, c.offset_s, c.language, c.words,
    c.decision, c.themes, c.probabilities, c.topic, c.text
from v_comments c join webinars w using (webinar_id)
where $webinar is null or c.webinar_id = $webinar
order by w.date nulls first, c.webinar_id, c.offset_s, c.comment_id;
-- webinar_ids --
select webinar_id from webinars order by date desc nulls last, webinar_id limit 20;
-- scored_themes --
select distinct unnest(map_keys(probabilities)) as theme from v_comments
where $webinar is null or webinar_id = $webinar order by theme;
-- schema_tables --
select table_name, comment from duckdb_tables()
where not internal and schema_name = 'main' and database_name = current_database() order by table_name;
-- schema_views --
select view_name, comment from duckdb_views()
where not internal and schema_name = 'main' and database_name = current_database() order by view_name;
-- schema_columns --
select table_name, column_name, data_type, comment from duckdb_columns()
where not internal and schema_name = 'main' and database_name = current_database() order by table_name, column_index;
-- schema_macros --
select function_name, parameters, any_value(comment) from duckdb_functions()
where not internal and schema_name = 'main' and database_name = current_database() group by all order by function_name;
-- topics_of_webinar --
select v.registry_id, v.name, v.size, v.people, v.grade, v.event, if(c.topic_id is null, null, 'candidate')
from v_topic_by_webinar v left join v_topic_candidates c using (webinar_id, topic_id)
where v.webinar_id = $webinar order by v.rank;
-- topics_of_series --
select
    registry_id, any_value(r.name), sum(v.size), sum(v.people), null, any_value(r.status),
    if(count(c.topic_id) = count(*), 'candidate', null)
from topic_registry r join v_topic_by_webinar v using (registry_id)
left join v_topic_candidates c using (webinar_id, topic_id, registry_id)
group by registry_id order by sum(v.size) desc, registry_id;
-- topic_shown --
select webinar_id, name, size, comments, people, grade, share_back, support, terms, verbatims
from v_topic_by_webinar left join webinars w using (webinar_id) where registry_id = $registry
order by w.date nulls last, webinar_id;
-- topic_examples --
select c.text from topic_history h join topic_assignments a using (topic_id) join v_comments c using (comment_id)
where h.registry_id = $registry and h.event <> 'merged' group by c.text order by max(a.similarity) desc, c.text;
-- topic_told --
select date, title, event, found_name, size, other_name from v_topic_history
where registry_id = $registry order by date nulls last, webinar_id;
-- pin_name --
update topic_registry set name = $given, pinned = true where registry_id = $registry returning registry_id;
-- database_path --
select path from duckdb_databases() where database_name = current_database();
