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
