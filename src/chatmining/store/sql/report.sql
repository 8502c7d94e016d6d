-- What a report says, by name. Every parameter is bound; $fewest is 1 in the internal edition, 5 in the shared one:
-- a cell that speaks of fewer people is null. Intervals: Wilson (JASA 22, 1927), Newcombe (Stat. Med. 17, 1998, method 10).

-- report_webinar --
select w.title, w.date, w.records, w.comments, w.people, w.records - w.comments as aside,
       w.comments - w.content as noise, w.content, w.content_people
from v_webinars w where w.webinar_id = $webinar;
-- report_ids --
select webinar_id from webinars order by date nulls first, webinar_id;
-- report_aside --
select reason, count(*) as n, count(distinct person_id) as people from messages
where webinar_id = $webinar and reason is not null and $fewest = 1 group by reason order by n desc, reason;
-- report_undecided --
select decision, n from (
    select decision, count(*) as n, count(distinct person_id) as people
    from v_comments where webinar_id = $webinar and decision in ('aucun', 'incertain') group by decision
) where people >= $fewest order by decision;
-- report_concentration --
select people, comments, top_people, top_comments, top_share from v_concentration
where webinar_id = $webinar and top_people >= $fewest;
-- report_themes --
with counted as (
    select t.theme, if($language = 'fr', t.name_fr, t.name_en) as name, t.added,
           coalesce(v.n, 0) as n, w.content as comments, coalesce(v.people_n, 0) as people_n, w.content_people as people
    from themes t join v_webinars w on w.webinar_id = $webinar
    left join v_theme_by_webinar v on v.webinar_id = w.webinar_id and v.theme = t.theme
),
ends as (
    select *, n / nullif(comments, 0) as share, people_n / nullif(people, 0) as people_share, 1.959963984540054 as z,
           n >= 1 and people_n >= $fewest as told
    from counted
)
select
    theme, name, added, told, if(told, n, null) as n, comments, if(told, share, null) as share,
    if(told, (n + z*z/2 - z * sqrt(n * (comments - n) / comments + z*z/4)) / (comments + z*z), null) as low,
    if(told, (n + z*z/2 + z * sqrt(n * (comments - n) / comments + z*z/4)) / (comments + z*z), null) as high,
    if(told, people_n, null) as people_n, people, if(told, people_share, null) as people_share,
    if(told, (people_n + z*z/2 - z * sqrt(people_n * (people - people_n) / people + z*z/4)) / (people + z*z), null) as people_low,
    if(told, (people_n + z*z/2 + z * sqrt(people_n * (people - people_n) / people + z*z/4)) / (people + z*z), null) as people_high
from ends order by told desc, if(told, ends.n, 0) desc, theme;
-- report_lead --
-- The first theme against each other one, in the same comments: paired difference (Agresti and Min, Stat. Med. 24, 2005).
with first as (
    select theme from v_theme_by_webinar where webinar_id = $webinar and people_n >= $fewest order by n desc, theme limit 1
),
others as (
    select theme, n from v_theme_by_webinar
    where webinar_id = $webinar and people_n >= $fewest and theme <> (select theme from first)
),
pairs as (
    select o.theme, o.n as size, count(*) as m,
           count(*) filter (where list_contains(c.themes, f.theme) and not list_contains(c.themes, o.theme)) as b,
           count(*) filter (where list_contains(c.themes, o.theme) and not list_contains(c.themes, f.theme)) as c
    from v_comments c cross join first f cross join others o
    where c.webinar_id = $webinar and c.decision <> 'bruit' group by all
)
select
    if($language = 'fr', a.name_fr, a.name_en) as first, if($language = 'fr', t.name_fr, t.name_en) as name,
    (b - c) / m as difference,
    (b - c) / (m + 2) - 1.959963984540054 * sqrt(b + c + 1 - (b - c) ** 2 / (m + 2)) / (m + 2) as low,
    (b - c) / (m + 2) + 1.959963984540054 * sqrt(b + c + 1 - (b - c) ** 2 / (m + 2)) / (m + 2) as high
from pairs join themes t using (theme) join themes a on a.theme = (select theme from first)
order by size desc, theme;
-- report_stands_out --
-- Each theme here against all the other webinars together; kept when the interval of the difference excludes 0.
with counted as (
    select t.theme, sum(coalesce(v.n, 0)) filter (where w.webinar_id = $webinar) as a,
           sum(w.content) filter (where w.webinar_id = $webinar) as m,
           sum(coalesce(v.n, 0)) filter (where w.webinar_id <> $webinar) as b,
           sum(w.content) filter (where w.webinar_id <> $webinar) as k,
           sum(coalesce(v.people_n, 0)) filter (where w.webinar_id = $webinar) as people
    from themes t cross join v_webinars w
    left join v_theme_by_webinar v on v.webinar_id = w.webinar_id and v.theme = t.theme
    group by t.theme
),
ends as (
    select *, 1.959963984540054 as z, a / m as p, b / k as q from counted where m > 0 and k > 0 and people >= $fewest
),
wilson as (
    select *,
        (a + z*z/2 - z * sqrt(a * (m - a) / m + z*z/4)) / (m + z*z) as p_low,
        (a + z*z/2 + z * sqrt(a * (m - a) / m + z*z/4)) / (m + z*z) as p_high,
        (b + z*z/2 - z * sqrt(b * (k - b) / k + z*z/4)) / (k + z*z) as q_low,
        (b + z*z/2 + z * sqrt(b * (k - b) / k + z*z/4)) / (k + z*z) as q_high
    from ends
),
compared as (
    select *, p - q as difference,
        p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2) as low,
        p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2) as high
    from wilson
)
select theme, if($language = 'fr', t.name_fr, t.name_en) as name, p as here, q as elsewhere, difference, low, high
from compared join themes t using (theme) where low > 0 or high < 0 order by abs(difference) desc, theme;
-- report_series_size --
select count(*) as webinars from v_webinars where content > 0;
-- report_qualifiers --
select theme, qualifier, n, people from (
    select s.theme, s.qualifier, count(*) as n, count(distinct c.person_id) as people
    from mentions s join comments c using (comment_id)
    join v_current_model m on m.webinar_id = c.webinar_id and m.model_id = s.model_id
    where c.webinar_id = $webinar group by all
) where people >= $fewest order by theme, n desc, qualifier;
-- report_theme_topics --
with told as (
    select unnest(c.themes) as theme, c.topic_id, c.person_id from v_comments c
    where c.webinar_id = $webinar and c.decision <> 'bruit'
)
select theme, topic, n from (
    select d.theme, t.rank, t.name as topic, count(*) as n, count(distinct d.person_id) as people
    from told d join topics t using (topic_id) group by all
) where people >= greatest($fewest, 2) order by theme, n desc, rank;
-- report_polls --
select question, answer as choice, count as n, sum(count) over (partition by question)::bigint as total from polls
where webinar_id = $webinar and count >= $fewest order by question, n desc, choice;
-- report_span --
select coalesce(min(offset_s), 0) as first, coalesce(max(offset_s), 0) as last, count(offset_s) as placed
from comments where webinar_id = $webinar;
-- report_moments --
with placed as (
    select c.*, floor(c.offset_s / $step)::integer as moment from v_comments c
    where c.webinar_id = $webinar and c.offset_s is not null
),
ends as (select min(moment) as first, max(moment) as last from placed),
grid as (select unnest(generate_series(first, last)) as moment from ends),
counted as (
    select moment, count(*) filter (where decision <> 'bruit') as n, count(*) as written,
           count(distinct person_id) filter (where decision <> 'bruit') as people
    from placed group by moment
),
zero as (
    select any_value(coalesce(w.timezone, 'UTC')) as zone,
           median(epoch(c.said_at) - c.offset_s) as start_s
    from comments c join webinars w using (webinar_id) where c.webinar_id = $webinar and c.said_at is not null
)
select
    g.moment,
    case
        when z.start_s is null then concat('+', (g.moment * $step / 60)::integer)
        when $step >= 3600 then strftime(timezone(z.zone, to_timestamp(z.start_s + g.moment * $step)), '%Y-%m-%d %H:%M')
        else strftime(timezone(z.zone, to_timestamp(z.start_s + g.moment * $step)), '%H:%M')
    end as clock,
    case when coalesce(c.people, 0) = 0 then 0 when c.people >= $fewest then c.n end as n,
    case when coalesce(c.people, 0) = 0 then 0 when c.people >= $fewest then c.people end as people
from grid g cross join zero z left join counted c using (moment) order by g.moment;
-- report_theme_moments --
with said as (
    select unnest(c.themes) as theme, floor(c.offset_s / $step)::integer as moment, c.person_id from v_comments c
    where c.webinar_id = $webinar and c.offset_s is not null and c.decision <> 'bruit'
)
select theme, moment, n from (
    select theme, moment, count(*) as n, count(distinct person_id) as people from said group by all
) where people >= $fewest order by theme, moment;
-- report_topics --
select rank, name, size, people, grade, grade = 'solide' as solid, event from v_topic_by_webinar
where webinar_id = $webinar and people >= $fewest order by grade <> 'solide', rank;
-- report_vanished --
-- Topics of the webinar just before that are not in this one.
with dated as (
    select webinar_id, row_number() over (order by date nulls last, webinar_id) as place from webinars
),
before as (
    select webinar_id from dated where place = (select place - 1 from dated where webinar_id = $webinar)
),
still as (select registry_id from topic_history where webinar_id = $webinar and event not in ('dormant', 'merged'))
select t.name, t.size from v_topic_by_webinar t
where t.webinar_id = (select webinar_id from before) and t.people >= $fewest and t.grade = 'solide'
  and t.registry_id not in (select registry_id from still)
order by t.size desc, t.name;
-- report_bursts --
-- Five minutes in which a theme was said far more often than in the session as a whole.
with zero as (
    select any_value(coalesce(w.timezone, 'UTC')) as zone, median(epoch(c.said_at) - c.offset_s) as start_s
    from comments c join webinars w using (webinar_id) where c.webinar_id = $webinar and c.said_at is not null
)
select
    b.item as theme, b.minute, if($language = 'fr', t.name_fr, t.name_en) as name, b.n, b.comments,
    if(z.start_s is null, concat('+', b.minute),
       strftime(timezone(z.zone, to_timestamp(z.start_s + b.minute * 60)), '%H:%M')) as clock,
    (select a.title from agenda a -- what was on at the middle of the five minutes
     where a.webinar_id = $webinar and coalesce(epoch(a.starts_at) - z.start_s, a.offset_s) <= b.minute * 60 + 150
     order by a.place desc limit 1) as agenda
from v_bursts b join themes t on t.theme = b.item cross join zero z
where b.webinar_id = $webinar and b.kind = 'theme' and $fewest = 1 order by b.minute, b.item;
-- report_candidates --
select c.comment_id, c.person_id, s.theme, s.probability, c.text, c.words, v.vector
from comments c
join v_current_model m using (webinar_id)
join theme_scores s on s.comment_id = c.comment_id and s.model_id = m.model_id and s.label and s.theme <> 'bruit'
left join (select distinct on (content_hash) content_hash, vector from vectors order by content_hash, encoder_id) v
    using (content_hash)
where c.webinar_id = $webinar
order by s.theme, s.probability desc, c.comment_id;
-- report_evidence --
select s.comment_id, s.theme, s.start_char, s.end_char, s.qualifier
from mentions s join comments c using (comment_id)
join v_current_model m on m.webinar_id = c.webinar_id and m.model_id = s.model_id
where c.webinar_id = $webinar and s.comment_id in (select unnest($ids))
order by s.comment_id, s.theme, s.start_char, s.end_char;
-- report_topic_candidates --
select t.rank, a.comment_id, c.person_id, a.similarity, c.text, c.words
from topics t join topic_assignments a using (topic_id) join comments c using (comment_id)
where t.webinar_id = $webinar order by t.rank, a.representative desc, a.similarity desc, a.comment_id;
-- report_counters --
-- Comments that deny a theme or say it is overcome, and nowhere affirm it.
select s.theme, c.comment_id, c.person_id, c.text, c.words, min(s.qualifier) as qualifier
from mentions s join comments c using (comment_id)
join v_current_model m on m.webinar_id = c.webinar_id and m.model_id = s.model_id
where c.webinar_id = $webinar
group by all having bool_and(s.qualifier in ('nie', 'surmonte'))
order by s.theme, count(*) desc, c.words desc, c.comment_id;
-- report_quotes --
select
    c.comment_id, c.text,
    case
        when $fewest > 1 or c.offset_s is null then null
        when c.said_at is null then concat('+', floor(c.offset_s / 60)::integer)
        when $step >= 3600 then strftime(timezone(coalesce(w.timezone, 'UTC'), c.said_at), '%Y-%m-%d %H:%M')
        else strftime(timezone(coalesce(w.timezone, 'UTC'), c.said_at), '%H:%M')
    end as clock
from comments c join webinars w using (webinar_id)
where c.webinar_id = $webinar and c.comment_id in (select unnest($ids)) order by c.comment_id;
-- report_comments --
select
    m.n, c.comment_id as id, floor(c.offset_s / $step)::integer as moment,
    case
        when c.said_at is null then concat('+', floor(c.offset_s / 60)::integer)
        when $step >= 3600 then strftime(timezone(coalesce(w.timezone, 'UTC'), c.said_at), '%Y-%m-%d %H:%M')
        else strftime(timezone(coalesce(w.timezone, 'UTC'), c.said_at), '%H:%M')
    end as clock,
    c.role, c.decision, c.themes, t.rank as topic, left(c.text, $cut) as text, length(c.text) > $cut as cut
from v_comments c
join messages m on m.message_id = c.comment_id
join webinars w on w.webinar_id = c.webinar_id
left join topics t on t.topic_id = c.topic_id
where c.webinar_id = $webinar order by m.n, c.comment_id;
-- report_lengths --
select octet_length(encode(text)) as bytes from comments where webinar_id = $webinar order by bytes;

-- report_question_counts --
with grouped as (
    select q.group_id, bool_or(q.in_platform or a.question_id is not null) as answered, list(c.person_id) as people
    from questions q join comments c using (comment_id) left join answers a on a.question_id = q.comment_id
    where q.webinar_id = $webinar group by q.group_id
),
asked as (
    select count(distinct c.person_id) as people from questions q join comments c using (comment_id)
    where q.webinar_id = $webinar
),
open_ones as (
    select count(distinct group_id) as n, count(distinct person) as people
    from (select group_id, unnest(people) as person from grouped where not answered)
)
select
    (select count(*) from grouped) as n, if(o.people = 0 or o.people >= $fewest, o.n, null) as unanswered, a.people
from asked a cross join open_ones o where a.people >= $fewest;
-- report_questions --
-- One row a group of questions that ask nearly the same: the first one, who asks, the first answer by its surest sign.
with asked as (
    select q.group_id, q.comment_id, q.in_platform, c.person_id from questions q join comments c using (comment_id)
    where q.webinar_id = $webinar and $fewest = 1
),
linked as (
    select k.group_id, a.answer_id, a.sign, m.n,
           list_position(['reply', 'name', 'time', 'meaning'], a.sign) as place
    from asked k join answers a on a.question_id = k.comment_id join messages m on m.message_id = a.answer_id
),
surest as (
    select distinct on (group_id) group_id, answer_id, sign from linked order by group_id, place, n
),
grouped as (
    select group_id, count(*) as times, count(distinct person_id) as people, bool_or(in_platform) as in_platform
    from asked group by group_id
)
select
    g.group_id as comment_id, g.times, g.people, s.answer_id,
    case when g.in_platform then 'platform' when s.sign in ('reply', 'name') then 'sure'
         when s.sign is not null then 'likely' else 'none' end as status,
    coalesce(v.themes, []) as themes
from grouped g join v_comments v on v.comment_id = g.group_id left join surest s using (group_id)
join messages m on m.message_id = g.group_id
order by list_position(['none', 'likely', 'sure', 'platform'], status), g.people desc, m.n;
-- said_of_webinar --
select c.comment_id, c.person_id, p.role, coalesce(c.offset_s, m.n * 30.0), c.text, m.reply_to, c.kind, c.answer is not null, c.content_hash
from comments c join messages m on m.message_id = c.comment_id
left join people p on p.webinar_id = c.webinar_id and p.person_id = c.person_id
where c.webinar_id = $webinar order by coalesce(c.offset_s, m.n * 30.0), m.n, c.comment_id;
-- drop_answers --
delete from answers where question_id in (select comment_id from questions where webinar_id = $webinar);
-- drop_questions --
delete from questions where webinar_id = $webinar;
-- report_series --
select webinar_id, title, date, comments, content, content_people from v_webinars
where content_people >= $fewest order by date nulls last, webinar_id;
-- report_series_themes --
-- Each theme in each webinar, by comment, with its Wilson interval.
select
    t.theme, if($language = 'fr', t.name_fr, t.name_en) as name, w.webinar_id, w.title, w.date, coalesce(v.n, 0) as n,
    w.content as comments, coalesce(v.n, 0) / w.content as share,
    wilson_low(coalesce(v.n, 0), w.content) as low, wilson_high(coalesce(v.n, 0), w.content) as high
from themes t cross join v_webinars w
left join v_theme_by_webinar v on v.webinar_id = w.webinar_id and v.theme = t.theme
where w.content > 0 and w.content_people >= $fewest and coalesce(v.people_n, 0) >= if($fewest = 1, 0, $fewest)
  and exists (select 1 from v_theme_by_webinar x where x.theme = t.theme)
order by t.added, t.theme, w.date nulls last, w.webinar_id;
-- report_series_gaps --
-- Pairs of webinars in which a theme's share differs: kept when the interval of the difference excludes 0.
with cells as (
    select
        t.theme, if($language = 'fr', t.name_fr, t.name_en) as name, w.webinar_id, w.title,
        row_number() over (partition by t.theme order by w.date nulls last, w.webinar_id) as place,
        coalesce(v.n, 0) / w.content as share, wilson_low(coalesce(v.n, 0), w.content) as low,
        wilson_high(coalesce(v.n, 0), w.content) as high, coalesce(v.people_n, 0) as people_n
    from themes t cross join v_webinars w
    left join v_theme_by_webinar v on v.webinar_id = w.webinar_id and v.theme = t.theme
    where w.content > 0 and w.content_people >= $fewest
),
pairs as (
    select
        a.theme, a.name, a.title as ahead, b.title as behind, a.share as share_a, b.share as share_b,
        a.share - b.share as difference,
        a.share - b.share - sqrt((a.share - a.low) ** 2 + (b.high - b.share) ** 2) as low,
        a.share - b.share + sqrt((a.high - a.share) ** 2 + (b.share - b.low) ** 2) as high
    from cells a join cells b on a.theme = b.theme and a.webinar_id <> b.webinar_id
    where least(a.people_n, b.people_n) >= if($fewest = 1, 0, $fewest)
)
select * from pairs where low > 0 order by difference desc, theme, ahead, behind limit 12;
-- report_saturation --
select w.title, s.date, s.fresh, s.persisting, s.vanished, s.known
from v_topic_saturation s join webinars w using (webinar_id) order by s.place;
-- report_series_topics --
select r.name, r.status, count(*) as webinars, r.status = 'active' as active
from topic_registry r join topic_history h using (registry_id)
where h.event not in ('dormant', 'merged') and $fewest = 1
group by r.registry_id, r.name, r.status order by webinars desc, r.name limit 20;
