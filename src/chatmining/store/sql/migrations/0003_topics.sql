-- Topics graded, and followed from one webinar to the next.

alter table topics rename to topics_before;
create table topics (
    topic_id varchar primary key,
    webinar_id varchar not null,
    rank integer not null,
    name varchar not null,
    terms varchar[] not null,
    support integer not null,
    size integer not null,
    grade varchar not null check (grade in ('solide', 'fragile', 'anecdotique')),
    share_back double check (share_back between 0 and 1),
    regime varchar not null check (regime in ('petit', 'moyen', 'grand')),
    centre float[],
    encoder_id varchar,
    model_id varchar not null
);
insert into topics
select topic_id, webinar_id, rank, name, terms, 0, size, 'fragile', null, 'moyen', null, null, model_id from topics_before;
drop table topics_before;
comment on table topics is 'Topics found in a webinar, nobody having asked for them.';
comment on column topics.topic_id is 'Id of the topic in this webinar; for the id that stays from one webinar to the next, see topic_history.';
comment on column topics.webinar_id is 'Webinar.';
comment on column topics.rank is 'Rank by size in the webinar, from 1.';
comment on column topics.name is 'Name made of phrases found in the comments; v_topic_by_webinar gives the pinned name when there is one.';
comment on column topics.terms is 'Phrases that set the topic apart, best first.';
comment on column topics.support is 'Comments of the topic that hold a phrase of its name.';
comment on column topics.size is 'Number of comments.';
comment on column topics.grade is 'solide (comes back in nearly all half-samples of the comments), fragile (in more than half) or anecdotique.';
comment on column topics.share_back is 'Share of the half-samples in which the topic came back; null when it was not measured.';
comment on column topics.regime is 'Method by size of the webinar: petit (30 to 150 comments), moyen (to 3,000) or grand.';
comment on column topics.centre is 'Mean of its comments'' vectors, of length 1: computed again from the comments when the encoder changes.';
comment on column topics.encoder_id is 'Encoder of the centre.';
comment on column topics.model_id is 'Method and parameters that found it.';

create table topic_runs (
    webinar_id varchar primary key,
    regime varchar not null check (regime in ('lecture', 'petit', 'moyen', 'grand')),
    comments integer not null,
    outliers integer not null,
    model_id varchar not null
);
comment on table topic_runs is 'How the topics of each webinar were looked for, and what stayed outside.';
comment on column topic_runs.webinar_id is 'Webinar.';
comment on column topic_runs.regime is 'lecture (too few comments: a reading order, no topics), petit, moyen or grand.';
comment on column topic_runs.comments is 'French comments that are not noise.';
comment on column topic_runs.outliers is 'Those in no topic.';
comment on column topic_runs.model_id is 'Method and parameters.';

create table reading_order (
    comment_id varchar primary key,
    webinar_id varchar not null,
    place integer not null
);
comment on table reading_order is 'Webinars of too few comments for topics: the order in which neighbours in meaning follow one another.';
comment on column reading_order.comment_id is 'Comment.';
comment on column reading_order.webinar_id is 'Webinar.';
comment on column reading_order.place is 'Place in the order, from 1: the first is the most typical.';

create table topic_registry (
    registry_id varchar primary key,
    name varchar not null,
    pinned boolean not null,
    first_webinar varchar not null,
    status varchar not null check (status in ('active', 'dormant', 'merged'))
);
comment on table topic_registry is 'Topics of the whole series: one row for life.';
comment on column topic_registry.registry_id is 'Id for life.';
comment on column topic_registry.name is 'Name that a person pinned, or the last one found.';
comment on column topic_registry.pinned is 'True when a person chose the name: nothing changes it.';
comment on column topic_registry.first_webinar is 'Webinar where it was first seen, by date.';
comment on column topic_registry.status is 'active, dormant (not seen in the last three webinars) or merged (into another topic).';

create table topic_history (
    registry_id varchar not null,
    webinar_id varchar not null,
    topic_id varchar,
    event varchar not null check (event in ('born', 'persists', 'renamed', 'split', 'merged', 'dormant')),
    similarity double,
    other_id varchar,
    primary key (registry_id, webinar_id)
);
comment on table topic_history is 'What became of each topic of the series, webinar after webinar.';
comment on column topic_history.registry_id is 'Topic of the series.';
comment on column topic_history.webinar_id is 'Webinar.';
comment on column topic_history.topic_id is 'Topic of that webinar; null when dormant, the other''s when merged.';
comment on column topic_history.event is 'born, persists, renamed (persists under another name), split (born out of another), merged (into another) or dormant (third webinar without it).';
comment on column topic_history.similarity is 'Cosine similarity to what the topic was before; null for born and dormant.';
comment on column topic_history.other_id is 'Topic of the series that this one came out of (split) or went into (merged).';
