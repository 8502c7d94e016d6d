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
    d.decision, coalesce(s.themes, []) as themes, s.probabilities, t.topic_id,
    if(r.pinned, r.name, t.name) as topic, c.text
from comments c
left join v_current_model m using (webinar_id)
left join people p on p.webinar_id = c.webinar_id and p.person_id = c.person_id
left join decisions d on d.comment_id = c.comment_id and d.model_id = m.model_id
left join scored s on s.comment_id = c.comment_id
left join topic_assignments a on a.comment_id = c.comment_id
left join topics t on t.topic_id = a.topic_id
left join topic_history h on h.topic_id = t.topic_id and h.event <> 'merged'
left join topic_registry r on r.registry_id = h.registry_id;
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
comment on view v_theme_by_webinar is 'Size of each theme in each webinar, by comment and by person; noise is out of the denominators; a theme that nobody spoke of has no row.';
comment on column v_theme_by_webinar.webinar_id is 'Webinar.';
comment on column v_theme_by_webinar.theme is 'Theme.';
comment on column v_theme_by_webinar.n is 'Comments that carry the theme.';
comment on column v_theme_by_webinar.comments is 'Comments that are not noise.';
comment on column v_theme_by_webinar.share is 'n / comments.';
comment on column v_theme_by_webinar.people_n is 'People who wrote one of them.';
comment on column v_theme_by_webinar.people is 'People who wrote a comment that is not noise.';
comment on column v_theme_by_webinar.people_share is 'people_n / people.';

create or replace view v_topic_said as
select
    c.webinar_id, a.topic_id, count(distinct c.person_id) as people, count(*) filter (where len(c.themes) > 0) as themed,
    list(c.text order by a.similarity desc, c.comment_id) filter (where a.representative) as verbatims
from topic_assignments a join v_comments c using (comment_id)
group by c.webinar_id, a.topic_id;
comment on view v_topic_said is 'What the comments of each topic say: who, with which themes, and the most typical ones.';
comment on column v_topic_said.webinar_id is 'Webinar.';
comment on column v_topic_said.topic_id is 'Topic.';
comment on column v_topic_said.people is 'People who wrote one of its comments.';
comment on column v_topic_said.themed is 'Comments of the topic that carry a theme.';
comment on column v_topic_said.verbatims is 'Its most typical comments.';

create or replace view v_topic_by_webinar as
select
    t.webinar_id, t.topic_id, t.rank, if(r.pinned, r.name, t.name) as name, t.size, s.people, s.verbatims,
    u.comments, t.size / u.comments as share, t.terms, t.support, t.grade, t.share_back, t.regime,
    h.registry_id, h.event, coalesce(r.pinned, false) as pinned
from topics t
join v_topic_said s on s.webinar_id = t.webinar_id and s.topic_id = t.topic_id
left join topic_runs u on u.webinar_id = t.webinar_id
left join topic_history h on h.topic_id = t.topic_id and h.event <> 'merged'
left join topic_registry r on r.registry_id = h.registry_id;
comment on view v_topic_by_webinar is 'Topics of each webinar with their verbatims.';
comment on column v_topic_by_webinar.webinar_id is 'Webinar.';
comment on column v_topic_by_webinar.topic_id is 'Topic.';
comment on column v_topic_by_webinar.rank is 'Rank by size.';
comment on column v_topic_by_webinar.name is 'Name: pinned by a person, or made of phrases found in the comments.';
comment on column v_topic_by_webinar.size is 'Comments.';
comment on column v_topic_by_webinar.people is 'People who wrote them.';
comment on column v_topic_by_webinar.verbatims is 'Comments that show the topic best, of different people.';
comment on column v_topic_by_webinar.comments is 'French comments of the webinar that are not noise.';
comment on column v_topic_by_webinar.share is 'size / comments.';
comment on column v_topic_by_webinar.terms is 'Phrases that set the topic apart.';
comment on column v_topic_by_webinar.support is 'Comments of the topic that hold a phrase of its found name.';
comment on column v_topic_by_webinar.grade is 'solide, fragile or anecdotique.';
comment on column v_topic_by_webinar.share_back is 'Share of half-samples in which it came back.';
comment on column v_topic_by_webinar.regime is 'Method by size: petit, moyen or grand.';
comment on column v_topic_by_webinar.registry_id is 'Id for life in the series.';
comment on column v_topic_by_webinar.event is 'born, persists, renamed or split.';
comment on column v_topic_by_webinar.pinned is 'Whether a person chose the name.';

create or replace view v_topic_history as
select
    h.registry_id, r.name, r.pinned, r.status, h.webinar_id, w.title, w.date, h.event, h.topic_id,
    t.name as found_name, t.size, t.grade, h.similarity, h.other_id, o.name as other_name
from topic_history h
join topic_registry r using (registry_id)
join webinars w using (webinar_id)
left join topics t using (topic_id)
left join topic_registry o on o.registry_id = h.other_id;
comment on view v_topic_history is 'What became of each topic of the series, webinar after webinar.';
comment on column v_topic_history.registry_id is 'Topic of the series, for life.';
comment on column v_topic_history.name is 'Its name today.';
comment on column v_topic_history.pinned is 'Whether a person chose that name.';
comment on column v_topic_history.status is 'active, dormant or merged.';
comment on column v_topic_history.webinar_id is 'Webinar.';
comment on column v_topic_history.title is 'Title of the webinar.';
comment on column v_topic_history.date is 'Its day, when known.';
comment on column v_topic_history.event is 'born, persists, renamed, split, merged or dormant.';
comment on column v_topic_history.topic_id is 'Topic of that webinar.';
comment on column v_topic_history.found_name is 'Name found in that webinar.';
comment on column v_topic_history.size is 'Comments in that webinar.';
comment on column v_topic_history.grade is 'solide, fragile or anecdotique in that webinar.';
comment on column v_topic_history.similarity is 'Similarity to what the topic was before.';
comment on column v_topic_history.other_id is 'Topic it came out of (split) or went into (merged).';
comment on column v_topic_history.other_name is 'Name of that other topic.';

create or replace view v_topic_theme as
with content as (select comment_id, webinar_id, topic_id, themes from v_comments where decision <> 'bruit'),
base as (select webinar_id, count(*) as comments from content group by webinar_id),
told as (select webinar_id, topic_id, unnest(themes) as theme from content),
by_theme as (select webinar_id, theme, count(*) as theme_n from told group by all),
by_topic as (
    select webinar_id, topic_id, count(*) as topic_n from content where topic_id is not null group by all
),
counted as (
    select
        p.webinar_id, p.topic_id, h.theme, p.topic_n, h.theme_n, b.comments, count(s.theme) as n
    from by_topic p
    join by_theme h using (webinar_id)
    join base b using (webinar_id)
    left join told s on s.topic_id = p.topic_id and s.theme = h.theme
    group by all
),
shared as (select *, n / topic_n as share, 1.96 ^ 2 / topic_n as z from counted),
bounded as (
    select -- Wilson (1927), at 95 %
        * exclude (z), (share + z / 2) / (1 + z) as middle,
        1.96 * sqrt(share * (1 - share) / topic_n + z / 4 / topic_n) / (1 + z) as half
    from shared
)
select
    webinar_id, topic_id, theme, n, topic_n, theme_n, comments, share,
    share * comments / theme_n as lift,
    greatest(middle - half, 0) * comments / theme_n as lift_low,
    least(middle + half, 1) * comments / theme_n as lift_high
from bounded;
comment on view v_topic_theme is 'Topics crossed with themes: where a theme is said more often than in the webinar as a whole.';
comment on column v_topic_theme.webinar_id is 'Webinar.';
comment on column v_topic_theme.topic_id is 'Topic.';
comment on column v_topic_theme.theme is 'Theme.';
comment on column v_topic_theme.n is 'Comments of the topic that carry the theme.';
comment on column v_topic_theme.topic_n is 'Comments of the topic.';
comment on column v_topic_theme.theme_n is 'Comments of the webinar that carry the theme.';
comment on column v_topic_theme.comments is 'Comments of the webinar that are not noise.';
comment on column v_topic_theme.share is 'n / topic_n.';
comment on column v_topic_theme.lift is 'share divided by theme_n / comments: 2 is twice as often as in the whole webinar.';
comment on column v_topic_theme.lift_low is 'Low end of the 95 % interval of the lift (Wilson interval of share; the webinar''s own share taken as known).';
comment on column v_topic_theme.lift_high is 'High end of that interval.';

create or replace view v_topic_candidates as
select
    v.webinar_id, v.topic_id, v.registry_id, v.name, v.grade, v.size, v.people, c.themed, c.themed / v.size as share,
    v.verbatims
from v_topic_by_webinar v join v_topic_said c using (webinar_id, topic_id)
where c.themed / v.size <= 0.25;
comment on view v_topic_candidates is 'Topics that the themes leave aside (three comments in four carry none): candidates for a new theme.';
comment on column v_topic_candidates.webinar_id is 'Webinar.';
comment on column v_topic_candidates.topic_id is 'Topic.';
comment on column v_topic_candidates.registry_id is 'Id for life in the series.';
comment on column v_topic_candidates.name is 'Name.';
comment on column v_topic_candidates.grade is 'solide, fragile or anecdotique.';
comment on column v_topic_candidates.size is 'Comments.';
comment on column v_topic_candidates.people is 'People who wrote them.';
comment on column v_topic_candidates.themed is 'Comments of the topic that carry a theme.';
comment on column v_topic_candidates.share is 'themed / size.';
comment on column v_topic_candidates.verbatims is 'Comments that show the topic best.';

create or replace view v_topic_by_minute as
with content as (
    select webinar_id, floor(offset_s / 60)::integer as minute, topic_id
    from v_comments where decision <> 'bruit' and offset_s is not null
),
base as (select webinar_id, minute, count(*) as comments from content group by all),
said as (
    select webinar_id, minute, topic_id, count(*) as n from content where topic_id is not null group by all
)
select s.webinar_id, s.minute, s.topic_id, s.n, b.comments, s.n / b.comments as share
from said s join base b using (webinar_id, minute);
comment on view v_topic_by_minute is 'Topics minute by minute; a minute without the topic has no row.';
comment on column v_topic_by_minute.webinar_id is 'Webinar.';
comment on column v_topic_by_minute.minute is 'Minute since the start, from 0.';
comment on column v_topic_by_minute.topic_id is 'Topic.';
comment on column v_topic_by_minute.n is 'Comments of that minute in the topic.';
comment on column v_topic_by_minute.comments is 'Comments of that minute that are not noise.';
comment on column v_topic_by_minute.share is 'n / comments.';

create or replace view v_bursts as
with content as (
    select webinar_id, floor(offset_s / 300)::integer as part, themes, topic_id
    from v_comments where decision <> 'bruit' and offset_s is not null
),
said as (
    select webinar_id, part, 'theme' as kind, unnest(themes) as item from content
    union all
    select webinar_id, part, 'topic', topic_id from content where topic_id is not null
),
parts as (
    select webinar_id, part, count(*) as comments, sum(count(*)) over (partition by webinar_id) as whole
    from content group by webinar_id, part
),
counted as (
    select
        webinar_id, part, kind, item, count(*) as n,
        sum(count(*)) over (partition by webinar_id, kind, item) as item_n,
        count(*) over (partition by webinar_id) as looks
    from said group by webinar_id, part, kind, item
),
weighed as (
    select -- hypergeometric tail: n or more of the item's comments among those of these five minutes
        c.*, p.comments, c.item_n * p.comments / p.whole as expected,
        list_sum(list_transform(range(c.n::bigint, least(c.item_n, p.comments)::bigint + 1), lambda k:
            if(p.comments - k > p.whole - c.item_n, 0, exp(
                lgamma(c.item_n + 1) - lgamma(k + 1) - lgamma(c.item_n - k + 1)
                + lgamma(p.whole - c.item_n + 1) - lgamma(p.comments - k + 1)
                - lgamma(p.whole - c.item_n - p.comments + k + 1)
                - lgamma(p.whole + 1) + lgamma(p.comments + 1) + lgamma(p.whole - p.comments + 1))))) as chance
    from counted c join parts p using (webinar_id, part)
)
select webinar_id, kind, item, part * 5 as minute, n, comments, expected, chance
from weighed
where n >= 3 and chance * looks < 0.05;
comment on view v_bursts is 'Five minutes in which a theme or a topic was said far more often than in the webinar as a whole.';
comment on column v_bursts.webinar_id is 'Webinar.';
comment on column v_bursts.kind is 'theme or topic.';
comment on column v_bursts.item is 'Theme, or topic_id.';
comment on column v_bursts.minute is 'First of the five minutes, from 0.';
comment on column v_bursts.n is 'Comments of these minutes that carry it.';
comment on column v_bursts.comments is 'Comments of these minutes that are not noise.';
comment on column v_bursts.expected is 'Comments that the webinar''s own share would give.';
comment on column v_bursts.chance is 'Probability of n or more by chance; shown when below 5 % over all parts, themes and topics of the webinar.';

create or replace view v_topic_saturation as
with per_webinar as (
    select
        webinar_id, count(*) filter (where event in ('born', 'split')) as fresh,
        count(*) filter (where event in ('persists', 'renamed')) as persisting
    from topic_history group by webinar_id
),
placed as (
    select w.webinar_id, w.date, row_number() over (order by w.date nulls last, w.webinar_id) as place
    from topic_runs join webinars w using (webinar_id)
),
seen as (
    select h.registry_id, p.place, lead(p.place) over (partition by h.registry_id order by p.place) as next_place
    from topic_history h join placed p using (webinar_id) where h.event not in ('merged', 'dormant')
),
gone as ( -- in the webinar before, not in this one
    select place + 1 as place, count(*) as vanished from seen
    where next_place is distinct from place + 1 group by all
)
select
    p.webinar_id, p.date, p.place, coalesce(w.fresh, 0) as fresh, coalesce(w.persisting, 0) as persisting,
    coalesce(g.vanished, 0) as vanished,
    (sum(coalesce(w.fresh, 0)) over (order by p.place))::bigint as known
from placed p left join per_webinar w using (webinar_id) left join gone g using (place);
comment on view v_topic_saturation is 'What each webinar of the series brought: when « fresh » falls to nothing, the series has said what it had to say.';
comment on column v_topic_saturation.webinar_id is 'Webinar.';
comment on column v_topic_saturation.date is 'Its day, when known.';
comment on column v_topic_saturation.place is 'Place in the series by date, from 1.';
comment on column v_topic_saturation.fresh is 'Topics never seen before.';
comment on column v_topic_saturation.persisting is 'Topics seen before.';
comment on column v_topic_saturation.vanished is 'Topics of the webinar before that are not in this one.';
comment on column v_topic_saturation.known is 'Different topics seen so far.';

create or replace view v_people as
select
    p.webinar_id, p.person_id, p.role,
    count(c.comment_id) as comments,
    coalesce(sum(c.words), 0)::bigint as words,
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
comment on view v_theme_by_role is 'Themes by role; noise is out of the denominators; a role that did not speak of a theme of the webinar has n = 0.';
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
with answered as (
    select question_id, count(*) as answers, bool_or(sign in ('reply', 'name')) as sure from answers group by question_id
)
select
    c.comment_id, c.webinar_id, c.person_id, c.role, c.said_at, c.offset_s,
    case when c.kind = 'question' then 'kind' when c.text like '%?%' then 'mark' else 'words' end as sign,
    c.decision, c.themes, c.text, k.answer, q.group_id, coalesce(a.answers, 0) as answers,
    q.in_platform or coalesce(a.answers, 0) > 0 as answered,
    case when q.in_platform then 'platform' when a.sure then 'sure' when a.answers > 0 then 'likely' else 'none' end as status
from questions q
join v_comments c using (comment_id)
join comments k using (comment_id)
left join answered a on a.question_id = q.comment_id;
comment on view v_questions is
    'Questions and calls for help meant to be answered, as the report counts them: tags (« non ? »), sound checks and quoted questions are no questions.';
comment on column v_questions.comment_id is 'Comment.';
comment on column v_questions.webinar_id is 'Webinar.';
comment on column v_questions.person_id is 'Author''s pseudonym.';
comment on column v_questions.role is 'Author''s role.';
comment on column v_questions.said_at is 'Moment, when known.';
comment on column v_questions.offset_s is 'Seconds since the start.';
comment on column v_questions.sign is 'kind (asked as a question in the platform), mark (question mark in the text) or words (neither).';
comment on column v_questions.decision is 'themes, bruit (« on m''entend ? »), aucun or incertain.';
comment on column v_questions.themes is 'Themes.';
comment on column v_questions.text is 'Masked text.';
comment on column v_questions.answer is 'Answer given in the platform, masked.';
comment on column v_questions.group_id is 'First question of the webinar that asks nearly the same; itself when none does.';
comment on column v_questions.answers is 'Comments of the chat that answer it (table answers).';
comment on column v_questions.answered is 'Whether it was answered, in the platform or in the chat, likely answers included; another of its group may have been.';
comment on column v_questions.status is 'platform (the question-and-answer report holds an answer), sure (a reply mark or the asker''s name tells it), likely (read the chat before you rely on it) or none.';

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
