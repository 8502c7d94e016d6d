-- No keys on the tables that grow with the comments: DuckDB writes an index whole at each checkpoint, which made adding
-- a webinar slower the more there were. The one writer keeps their rows unique (`UNIQUE` in writer.py), and
-- `chatmining maintain` checks it. Vectors become bytes, of which single ones are read fast; those kept so far are
-- encoded again when next wanted.

alter table people rename to keyed_people;
create table people (
    webinar_id varchar not null,
    person_id varchar not null,
    role varchar not null check (role in ('host', 'speaker', 'moderator', 'attendee'))
);
insert into people by name select * from keyed_people;
drop table keyed_people;
comment on table people is 'Who wrote or was written to in a webinar, by keyed pseudonym; names are never stored.';
comment on column people.webinar_id is 'Webinar.';
comment on column people.person_id is 'HMAC-SHA256 of the name under the organizer''s key: the same person, the same id, in every webinar.';
comment on column people.role is 'host, speaker, moderator or attendee.';

alter table messages rename to keyed_messages;
create table messages (
    message_id varchar not null,
    webinar_id varchar not null,
    n integer not null,
    kind varchar not null,
    person_id varchar,
    time varchar,
    said_at timestamptz,
    offset_s double,
    private boolean not null,
    emoji varchar,
    reply_to varchar,
    reason varchar
);
insert into messages by name select * from keyed_messages;
drop table keyed_messages;
comment on table messages is 'Every record of an export, comments or not: nothing is dropped in silence.';
comment on column messages.message_id is 'Keyed digest of webinar, person, time, kind and text; equal to comment_id for a comment.';
comment on column messages.webinar_id is 'Webinar.';
comment on column messages.n is 'Rank in the webinar, from 1, in the order of time.';
comment on column messages.kind is 'message, reply, question, reaction, removal, attachment or system.';
comment on column messages.person_id is 'Author''s pseudonym; null for the system.';
comment on column messages.time is 'Time as the export gives it.';
comment on column messages.said_at is 'Moment, when the date and the clock are known.';
comment on column messages.offset_s is 'Seconds since the webinar''s start, or since its first record when the start is unknown.';
comment on column messages.private is 'True for a private message: its text is never stored.';
comment on column messages.emoji is 'Emoji of a reaction.';
comment on column messages.reply_to is 'Message replied to or reacted to, when it could be found.';
comment on column messages.reason is 'Why the record is not a comment; null for a comment.';

alter table comments rename to keyed_comments;
create table comments (
    comment_id varchar not null,
    webinar_id varchar not null,
    person_id varchar,
    kind varchar not null,
    said_at timestamptz,
    offset_s double,
    language varchar not null,
    text varchar not null,
    answer varchar,
    words integer not null,
    content_hash varchar not null
);
insert into comments by name select * from keyed_comments;
drop table keyed_comments;
comment on table comments is 'What people wrote to everyone: e-mails, numbers, links and participants'' names masked.';
comment on column comments.comment_id is 'Keyed digest of webinar, person, time, text and occurrence: the same in every re-export.';
comment on column comments.webinar_id is 'Webinar.';
comment on column comments.person_id is 'Author''s pseudonym.';
comment on column comments.kind is 'message, reply or question.';
comment on column comments.said_at is 'Moment, when the date and the clock are known.';
comment on column comments.offset_s is 'Seconds since the webinar''s start, or since its first record.';
comment on column comments.language is 'ISO 639-1 code; the webinar''s own language unless the text clearly says otherwise.';
comment on column comments.text is 'The author''s own words, masked; no quote of a reply.';
comment on column comments.answer is 'The answer given in a question-and-answer report, masked.';
comment on column comments.words is 'Number of words.';
comment on column comments.content_hash is 'SHA-256 of the text: key of its vector.';

alter table reactions rename to keyed_reactions;
create table reactions (
    message_id varchar not null,
    emoji varchar not null,
    person_id varchar not null,
    count integer not null
);
insert into reactions by name select * from keyed_reactions;
drop table keyed_reactions;
comment on table reactions is 'Emoji put on a message, one row a person; person_id is empty when only a count is known.';
comment on column reactions.message_id is 'Message reacted to.';
comment on column reactions.emoji is 'Emoji.';
comment on column reactions.person_id is 'Who reacted, or an empty string.';
comment on column reactions.count is 'How many.';

alter table theme_scores rename to keyed_theme_scores;
create table theme_scores (
    comment_id varchar not null,
    theme varchar not null,
    probability double not null check (probability between 0 and 1),
    label boolean not null,
    model_id varchar not null
);
insert into theme_scores by name select * from keyed_theme_scores;
drop table keyed_theme_scores;
comment on table theme_scores is 'Probability of each theme for each comment, by model; old models'' rows stay.';
comment on column theme_scores.comment_id is 'Comment.';
comment on column theme_scores.theme is 'Theme id, or bruit.';
comment on column theme_scores.probability is 'Calibrated probability.';
comment on column theme_scores.label is 'Whether the comment carries the theme: the probability reaches the theme''s threshold.';
comment on column theme_scores.model_id is 'Model that said so.';

alter table decisions rename to keyed_decisions;
create table decisions (
    comment_id varchar not null,
    decision varchar not null check (decision in ('themes', 'bruit', 'aucun', 'incertain')),
    model_id varchar not null
);
insert into decisions by name select * from keyed_decisions;
drop table keyed_decisions;
comment on table decisions is 'What a model decided of a comment as a whole.';
comment on column decisions.comment_id is 'Comment.';
comment on column decisions.decision is 'themes (one or more), bruit (noise), aucun (content, none of the themes), incertain (cannot decide).';
comment on column decisions.model_id is 'Model that decided.';

alter table mentions rename to keyed_mentions;
create table mentions (
    comment_id varchar not null,
    theme varchar not null,
    start_char integer not null,
    end_char integer not null,
    qualifier varchar not null,
    holder varchar not null,
    model_id varchar not null
);
insert into mentions by name select * from keyed_mentions;
drop table keyed_mentions;
comment on table mentions is 'Where a theme is mentioned in a comment, how, and whose it is.';
comment on column mentions.comment_id is 'Comment.';
comment on column mentions.theme is 'Theme id.';
comment on column mentions.start_char is 'First character of the mention in comments.text, from 0.';
comment on column mentions.end_char is 'Character after the mention''s last.';
comment on column mentions.qualifier is 'affirme, nie, surmonte, hypothetique, question, rapporte or passe.';
comment on column mentions.holder is 'moi, equipe, usagers or autres.';
comment on column mentions.model_id is 'Model and word lists that found it.';

alter table topic_assignments rename to keyed_topic_assignments;
create table topic_assignments (
    comment_id varchar not null,
    topic_id varchar not null,
    similarity double not null,
    representative boolean not null
);
insert into topic_assignments by name select * from keyed_topic_assignments;
drop table keyed_topic_assignments;
comment on table topic_assignments is 'Which comment belongs to which topic.';
comment on column topic_assignments.comment_id is 'Comment.';
comment on column topic_assignments.topic_id is 'Topic.';
comment on column topic_assignments.similarity is 'Cosine similarity of the comment''s vector to the topic''s centre.';
comment on column topic_assignments.representative is 'True for the verbatims that show the topic best.';

alter table reading_order rename to keyed_reading_order;
create table reading_order (
    comment_id varchar not null,
    webinar_id varchar not null,
    place integer not null
);
insert into reading_order by name select * from keyed_reading_order;
drop table keyed_reading_order;
comment on table reading_order is 'Webinars of too few comments for topics: the order in which neighbours in meaning follow one another.';
comment on column reading_order.comment_id is 'Comment.';
comment on column reading_order.webinar_id is 'Webinar.';
comment on column reading_order.place is 'Place in the order, from 1: the first is the most typical.';

alter table questions rename to keyed_questions;
create table questions (
    comment_id varchar not null,
    webinar_id varchar not null,
    group_id varchar not null,
    in_platform boolean not null
);
insert into questions by name select * from keyed_questions;
drop table keyed_questions;
comment on table questions is 'Comments that ask: questions and calls for help meant to be answered.';
comment on column questions.comment_id is 'Comment that asks.';
comment on column questions.webinar_id is 'Webinar.';
comment on column questions.group_id is 'First question of the webinar that asks nearly the same; itself when none does.';
comment on column questions.in_platform is 'True when the question-and-answer report holds an answer.';

alter table answers rename to keyed_answers;
create table answers (
    question_id varchar not null,
    answer_id varchar not null,
    sign varchar not null check (sign in ('reply', 'name', 'time', 'meaning'))
);
insert into answers by name select * from keyed_answers;
drop table keyed_answers;
comment on table answers is 'Which comment answers which question, and what tells it.';
comment on column answers.question_id is 'Comment that asks.';
comment on column answers.answer_id is 'Comment that answers.';
comment on column answers.sign is 'reply (reply mark), name (speaks to the asker), time (comes at once) or meaning.';

drop table vectors;
create table vectors (
    content_hash varchar not null,
    encoder_id varchar not null,
    vector blob not null
);
comment on table vectors is 'Sentence vectors by content: nothing is encoded twice.';
comment on column vectors.content_hash is 'SHA-256 of the text.';
comment on column vectors.encoder_id is 'Encoder that made the vector.';
comment on column vectors.vector is 'Vector of length 1: numbers of 4 bytes, the lowest first.';
