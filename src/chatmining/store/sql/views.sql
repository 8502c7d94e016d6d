-- Run again at each migrate. Every view speaks of the current theme model: the last one that scored the webinar.

create or replace view v_current_model as
select distinct on (webinar_id) webinar_id, model_id
from runs
order by webinar_id, finished_at desc, run_id;
comment on view v_current_model is 'The theme model whose labels count, for each webinar.';
comment on column v_current_model.webinar_id is 'Webinar.';
comment on column v_current_model.model_id is 'Theme model.';

create or replace view v_comments as
with scored as (
    select
        s.comment_id,
        list(s.theme order by s.theme) filter (where s.label and s.theme <> 'bruit') as themes,
        map_from_entries(list((s.theme, s.probability) order by s.theme)) as probabilities
    from theme_scores s
    join comments c using (comment_id)
    join v_current_model m on m.webinar_id = c.webinar_id and m.model_id = s.model_id
    group by s.comment_id
)
select
    c.comment_id, c.webinar_id, c.person_id, p.role, c.kind, c.said_at, c.offset_s, c.language, c.words,
    d.decision, coalesce(s.themes, []) as themes, s.probabilities, t.topic_id, t.name as topic, c.text
from comments c
left join v_current_model m using (webinar_id)
left join people p on p.webinar_id = c.webinar_id and p.person_id = c.person_id
left join decisions d on d.comment_id = c.comment_id and d.model_id = m.model_id
left join scored s on s.comment_id = c.comment_id
left join topic_assignments a on a.comment_id = c.comment_id
left join topics t on t.topic_id = a.topic_id;
comment on view v_comments is 'One row a comment, with its themes and topic.';
comment on column v_comments.comment_id is 'Comment.';
comment on column v_comments.webinar_id is 'Webinar.';
comment on column v_comments.person_id is 'Author''s pseudonym.';
comment on column v_comments.role is 'Author''s role.';
comment on column v_comments.kind is 'message, reply or question.';
comment on column v_comments.said_at is 'Moment, when known.';
comment on column v_comments.offset_s is 'Seconds since the start.';
comment on column v_comments.language is 'ISO 639-1 code.';
comment on column v_comments.words is 'Number of words.';
comment on column v_comments.decision is 'themes, bruit, aucun or incertain.';
comment on column v_comments.themes is 'Themes of the comment, possibly none.';
comment on column v_comments.probabilities is 'Calibrated probability of each theme.';
comment on column v_comments.topic_id is 'Topic, if any.';
comment on column v_comments.topic is 'Topic''s name.';
comment on column v_comments.text is 'Masked text.';

create or replace view v_theme_by_webinar as
with base as (
    select webinar_id, count(*) as comments, count(distinct person_id) as people
    from v_comments where decision <> 'bruit' group by webinar_id
),
said as (
    select c.webinar_id, s.theme, count(*) as n, count(distinct c.person_id) as people_n
    from comments c
    join v_current_model m using (webinar_id)
    join theme_scores s on s.comment_id = c.comment_id and s.model_id = m.model_id and s.label
    where s.theme <> 'bruit'
    group by c.webinar_id, s.theme
)
select
    s.webinar_id, s.theme, s.n, b.comments, s.n / b.comments as share,
    s.people_n, b.people, s.people_n / b.people as people_share
from said s join base b using (webinar_id);
comment on view v_theme_by_webinar is 'Size of each theme in each webinar, by comment and by person; noise is out of the denominators.';
comment on column v_theme_by_webinar.webinar_id is 'Webinar.';
comment on column v_theme_by_webinar.theme is 'Theme.';
comment on column v_theme_by_webinar.n is 'Comments that carry the theme.';
comment on column v_theme_by_webinar.comments is 'Comments that are not noise.';
comment on column v_theme_by_webinar.share is 'n / comments.';
comment on column v_theme_by_webinar.people_n is 'People who wrote one of them.';
comment on column v_theme_by_webinar.people is 'People who wrote a comment that is not noise.';
comment on column v_theme_by_webinar.people_share is 'people_n / people.';

create or replace view v_topic_by_webinar as
select
    t.webinar_id, t.topic_id, t.rank, t.name, t.size,
    count(distinct c.person_id) as people,
    list(c.text order by a.similarity desc) filter (where a.representative) as verbatims
from topics t
join topic_assignments a using (topic_id)
join comments c using (comment_id)
group by all;
comment on view v_topic_by_webinar is 'Topics of each webinar with their verbatims.';
comment on column v_topic_by_webinar.webinar_id is 'Webinar.';
comment on column v_topic_by_webinar.topic_id is 'Topic.';
comment on column v_topic_by_webinar.rank is 'Rank by size.';
comment on column v_topic_by_webinar.name is 'Name.';
comment on column v_topic_by_webinar.size is 'Comments.';
comment on column v_topic_by_webinar.people is 'People who wrote them.';
comment on column v_topic_by_webinar.verbatims is 'Comments that show the topic best.';

create or replace view v_people as
select
    p.webinar_id, p.person_id, p.role,
    count(c.comment_id) as comments,
    coalesce(sum(c.words), 0) as words,
    min(c.offset_s) as first_s,
    max(c.offset_s) as last_s
from people p
left join comments c on c.webinar_id = p.webinar_id and c.person_id = p.person_id
group by all;
comment on view v_people is 'What each person wrote in each webinar.';
comment on column v_people.webinar_id is 'Webinar.';
comment on column v_people.person_id is 'Pseudonym.';
comment on column v_people.role is 'Role.';
comment on column v_people.comments is 'Comments written.';
comment on column v_people.words is 'Words written.';
comment on column v_people.first_s is 'Seconds from the start to the first comment.';
comment on column v_people.last_s is 'Seconds from the start to the last comment.';

create or replace view v_webinars as
with said as (
    select
        webinar_id, count(*) as comments, count(distinct person_id) as people,
        count(*) filter (where decision <> 'bruit') as content,
        count(distinct person_id) filter (where decision <> 'bruit') as content_people
    from v_comments group by webinar_id
),
read as (select webinar_id, count(*) as records from messages group by webinar_id)
select
    w.webinar_id, w.title, w.date, w.start_at, w.format, coalesce(r.records, 0) as records,
    coalesce(s.comments, 0) as comments, coalesce(s.people, 0) as people,
    coalesce(s.content, 0) as content, coalesce(s.content_people, 0) as content_people
from webinars w left join said s using (webinar_id) left join read r using (webinar_id);
comment on view v_webinars is 'One row a webinar, with the denominators of everything else.';
comment on column v_webinars.webinar_id is 'Webinar.';
comment on column v_webinars.title is 'Title.';
comment on column v_webinars.date is 'Day, when known.';
comment on column v_webinars.start_at is 'Start, when known.';
comment on column v_webinars.format is 'Chat format.';
comment on column v_webinars.records is 'Records read.';
comment on column v_webinars.comments is 'Comments.';
comment on column v_webinars.people is 'People who wrote a comment.';
comment on column v_webinars.content is 'Comments that are not noise.';
comment on column v_webinars.content_people is 'People who wrote a comment that is not noise.';

create or replace view v_theme_by_minute as
with content as (
    select webinar_id, floor(offset_s / 60)::integer as minute, themes
    from v_comments where decision <> 'bruit' and offset_s is not null
),
base as (select webinar_id, minute, count(*) as comments from content group by all),
told as (select webinar_id, minute, unnest(themes) as theme from content),
said as (select webinar_id, minute, theme, count(*) as n from told group by all),
themes as (select distinct webinar_id, theme from said)
select b.webinar_id, b.minute, t.theme, coalesce(s.n, 0) as n, b.comments, coalesce(s.n, 0) / b.comments as share
from base b join themes t using (webinar_id)
left join said s on s.webinar_id = b.webinar_id and s.minute = b.minute and s.theme = t.theme;
comment on view v_theme_by_minute is 'Themes minute by minute; a minute without the theme has n = 0, one without content has no row.';
comment on column v_theme_by_minute.webinar_id is 'Webinar.';
comment on column v_theme_by_minute.minute is 'Minute since the start, from 0.';
comment on column v_theme_by_minute.theme is 'Theme.';
comment on column v_theme_by_minute.n is 'Comments of that minute that carry the theme.';
comment on column v_theme_by_minute.comments is 'Comments of that minute that are not noise.';
comment on column v_theme_by_minute.share is 'n / comments.';

create or replace view v_theme_by_role as
with content as (
    select webinar_id, role, person_id, themes from v_comments where decision <> 'bruit' and role is not null
),
base as (
    select webinar_id, role, count(*) as comments, count(distinct person_id) as people from content group by all
),
told as (select webinar_id, role, person_id, unnest(themes) as theme from content),
said as (
    select webinar_id, role, theme, count(*) as n, count(distinct person_id) as people_n from told group by all
),
themes as (select distinct webinar_id, theme from said)
select
    b.webinar_id, b.role, t.theme, coalesce(s.n, 0) as n, b.comments, coalesce(s.n, 0) / b.comments as share,
    coalesce(s.people_n, 0) as people_n, b.people, coalesce(s.people_n, 0) / b.people as people_share
from base b join themes t using (webinar_id)
left join said s on s.webinar_id = b.webinar_id and s.role = b.role and s.theme = t.theme;
comment on view v_theme_by_role is 'Themes by role; noise is out of the denominators.';
comment on column v_theme_by_role.webinar_id is 'Webinar.';
comment on column v_theme_by_role.role is 'host, speaker, moderator or attendee.';
comment on column v_theme_by_role.theme is 'Theme.';
comment on column v_theme_by_role.n is 'Comments of that role that carry the theme.';
comment on column v_theme_by_role.comments is 'Comments of that role that are not noise.';
comment on column v_theme_by_role.share is 'n / comments.';
comment on column v_theme_by_role.people_n is 'People of that role who wrote one of them.';
comment on column v_theme_by_role.people is 'People of that role who wrote a comment that is not noise.';
comment on column v_theme_by_role.people_share is 'people_n / people.';

create or replace view v_theme_by_person as
with content as (
    select webinar_id, person_id, role, themes from v_comments where decision <> 'bruit' and person_id is not null
),
base as (select webinar_id, person_id, any_value(role) as role, count(*) as comments from content group by all),
told as (select webinar_id, person_id, unnest(themes) as theme from content),
said as (select webinar_id, person_id, theme, count(*) as n from told group by all)
select s.webinar_id, s.person_id, b.role, s.theme, s.n, b.comments, s.n / b.comments as share
from said s join base b using (webinar_id, person_id);
comment on view v_theme_by_person is 'Themes of each person in each webinar; no row for a theme that the person never spoke of.';
comment on column v_theme_by_person.webinar_id is 'Webinar.';
comment on column v_theme_by_person.person_id is 'Pseudonym.';
comment on column v_theme_by_person.role is 'Role.';
comment on column v_theme_by_person.theme is 'Theme.';
comment on column v_theme_by_person.n is 'The person''s comments that carry the theme.';
comment on column v_theme_by_person.comments is 'The person''s comments that are not noise.';
comment on column v_theme_by_person.share is 'n / comments.';

create or replace view v_concentration as
with wrote as (
    select webinar_id, person_id, count(*) as n from comments where person_id is not null group by all
),
ranked as (
    select
        webinar_id, n, count(*) over all_of as people,
        row_number() over (partition by webinar_id order by n desc, person_id) as from_top,
        row_number() over (partition by webinar_id order by n, person_id desc) as from_bottom
    from wrote window all_of as (partition by webinar_id)
)
select
    webinar_id, any_value(people) as people, sum(n)::bigint as comments,
    ceil(any_value(people) / 10)::bigint as top_people,
    (sum(n) filter (where from_top <= ceil(people / 10)))::bigint as top_comments,
    (sum(n) filter (where from_top <= ceil(people / 10))) / sum(n) as top_share,
    -- Gini (1912), for values in ascending order: 2 sum(i x_i) / (n sum(x_i)) - (n + 1) / n.
    2 * sum(from_bottom * n) / (any_value(people) * sum(n)) - (any_value(people) + 1) / any_value(people) as gini
from ranked group by webinar_id;
comment on view v_concentration is 'How far a few people write most of a webinar''s comments, noise included.';
comment on column v_concentration.webinar_id is 'Webinar.';
comment on column v_concentration.people is 'People who wrote a comment; comments without a known author are left out.';
comment on column v_concentration.comments is 'Comments they wrote.';
comment on column v_concentration.top_people is 'The most talkative tenth of them, rounded up.';
comment on column v_concentration.top_comments is 'Comments of that tenth.';
comment on column v_concentration.top_share is 'top_comments / comments.';
comment on column v_concentration.gini is 'Gini index of comments by person: 0 when all wrote as many, near 1 when one wrote all.';

create or replace view v_questions as
select
    c.comment_id, c.webinar_id, c.person_id, c.role, c.said_at, c.offset_s,
    case when c.kind = 'question' then 'kind' else 'mark' end as sign,
    c.decision, c.themes, c.text, q.answer
from v_comments c join comments q using (comment_id)
where c.kind = 'question' or c.text like '%?%';
comment on view v_questions is 'Questions: asked as such in the platform, or holding a question mark.';
comment on column v_questions.comment_id is 'Comment.';
comment on column v_questions.webinar_id is 'Webinar.';
comment on column v_questions.person_id is 'Author''s pseudonym.';
comment on column v_questions.role is 'Author''s role.';
comment on column v_questions.said_at is 'Moment, when known.';
comment on column v_questions.offset_s is 'Seconds since the start.';
comment on column v_questions.sign is 'kind (asked as a question in the platform) or mark (question mark in the text).';
comment on column v_questions.decision is 'themes, bruit (« on m''entend ? »), aucun or incertain.';
comment on column v_questions.themes is 'Themes.';
comment on column v_questions.text is 'Masked text.';
comment on column v_questions.answer is 'Answer given in the platform, masked.';

create or replace view v_reactions as
with put as (
    select
        m.webinar_id, r.message_id, r.emoji, sum(r.count)::bigint as n,
        count(*) filter (where r.person_id <> '') as people
    from reactions r join messages m using (message_id)
    group by all
)
select
    p.webinar_id, p.message_id, p.emoji, p.n, p.people,
    (sum(p.n) over (partition by p.webinar_id))::bigint as webinar_n,
    p.n / sum(p.n) over (partition by p.webinar_id) as share,
    c.themes, c.text
from put p left join v_comments c on c.comment_id = p.message_id;
comment on view v_reactions is 'Emoji put on each message.';
comment on column v_reactions.webinar_id is 'Webinar.';
comment on column v_reactions.message_id is 'Message reacted to.';
comment on column v_reactions.emoji is 'Emoji.';
comment on column v_reactions.n is 'How many times it was put.';
comment on column v_reactions.people is 'People known to have put it.';
comment on column v_reactions.webinar_n is 'Reactions of the whole webinar.';
comment on column v_reactions.share is 'n / webinar_n.';
comment on column v_reactions.themes is 'Themes of the comment; null when the message is not a comment.';
comment on column v_reactions.text is 'Its text; null when the message is not a comment.';

create or replace view v_quality as
with aside as (select webinar_id, reason, count(*) as n from messages where reason is not null group by all),
reasons as (
    select webinar_id, map_from_entries(list((reason, n) order by reason)) as reasons from aside group by webinar_id
),
decided as (
    select
        c.webinar_id, d.model_id, count(*) as scored,
        count(*) filter (where d.decision = 'themes') as themed,
        count(*) filter (where d.decision = 'aucun') as without_theme,
        count(*) filter (where d.decision = 'incertain') as undecided,
        count(*) filter (where d.decision = 'bruit') as noise
    from decisions d join comments c using (comment_id) group by all
)
select
    r.run_id, r.webinar_id, r.started_at, r.finished_at,
    epoch(r.finished_at) - epoch(r.started_at) as seconds, r.version, r.model_id,
    r.records, r.comments, r.set_aside, s.reasons,
    coalesce(d.scored, 0) as scored, coalesce(d.themed, 0) as themed, coalesce(d.without_theme, 0) as without_theme,
    coalesce(d.undecided, 0) as undecided, coalesce(d.noise, 0) as noise,
    d.undecided / d.scored as undecided_share, d.noise / d.scored as noise_share
from runs r
left join reasons s using (webinar_id)
left join decided d on d.webinar_id = r.webinar_id and d.model_id = r.model_id;
comment on view v_quality is 'What became of each run: read, kept, set aside and why, decided or not.';
comment on column v_quality.run_id is 'Run.';
comment on column v_quality.webinar_id is 'Webinar.';
comment on column v_quality.started_at is 'When it began.';
comment on column v_quality.finished_at is 'When it was stored.';
comment on column v_quality.seconds is 'Duration.';
comment on column v_quality.version is 'Version of chatmining.';
comment on column v_quality.model_id is 'Theme model.';
comment on column v_quality.records is 'Records read by the run.';
comment on column v_quality.comments is 'Comments among them.';
comment on column v_quality.set_aside is 'records - comments.';
comment on column v_quality.reasons is 'Records set aside by reason, in the webinar as it stands now.';
comment on column v_quality.scored is 'Comments of the webinar that the run''s model scored: denominator of the four next.';
comment on column v_quality.themed is 'Comments with one theme or more.';
comment on column v_quality.without_theme is 'Content without any of the themes.';
comment on column v_quality.undecided is 'Comments that the model could not decide.';
comment on column v_quality.noise is 'Comments judged noise.';
comment on column v_quality.undecided_share is 'undecided / scored.';
comment on column v_quality.noise_share is 'noise / scored.';
