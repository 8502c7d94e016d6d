-- The first tables. Never edited once merged: later changes are later migrations.

create table webinars (
    webinar_id varchar primary key,
    title varchar not null,
    date date,
    start_at timestamptz,
    timezone varchar,
    clock varchar not null check (clock in ('wall', 'offset', 'utc')),
    format varchar not null
);
comment on table webinars is 'One row a webinar.';
comment on column webinars.webinar_id is 'Id made of the date and the title, or given by the user.';
comment on column webinars.title is 'Title, from the sidecar, the command line, or the folder''s or file''s name.';
comment on column webinars.date is 'Day of the webinar; null when nothing tells it.';
comment on column webinars.start_at is 'Start with its time zone; null when only offsets are known.';
comment on column webinars.timezone is 'IANA time zone, for instance Europe/Paris.';
comment on column webinars.clock is 'What the export''s times count from: wall (saver''s clock), offset (recording), utc.';
comment on column webinars.format is 'Id of the chat format that was read.';

create table people (
    webinar_id varchar not null,
    person_id varchar not null,
    role varchar not null check (role in ('host', 'speaker', 'moderator', 'attendee')),
    primary key (webinar_id, person_id)
);
comment on table people is 'Who wrote or was written to in a webinar, by keyed pseudonym; names are never stored.';
comment on column people.webinar_id is 'Webinar.';
comment on column people.person_id is 'HMAC-SHA256 of the name under the organizer''s key: the same person, the same id, in every webinar.';
comment on column people.role is 'host, speaker, moderator or attendee.';

create table messages (
    message_id varchar primary key,
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

create table comments (
    comment_id varchar primary key,
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

create table reactions (
    message_id varchar not null,
    emoji varchar not null,
    person_id varchar not null,
    count integer not null,
    primary key (message_id, emoji, person_id)
);
comment on table reactions is 'Emoji put on a message, one row a person; person_id is empty when only a count is known.';
comment on column reactions.message_id is 'Message reacted to.';
comment on column reactions.emoji is 'Emoji.';
comment on column reactions.person_id is 'Who reacted, or an empty string.';
comment on column reactions.count is 'How many.';

create table theme_scores (
    comment_id varchar not null,
    theme varchar not null,
    probability double not null check (probability between 0 and 1),
    label boolean not null,
    model_id varchar not null,
    primary key (comment_id, theme, model_id)
);
comment on table theme_scores is 'Probability of each theme for each comment, by model; old models'' rows stay.';
comment on column theme_scores.comment_id is 'Comment.';
comment on column theme_scores.theme is 'Theme id, or bruit.';
comment on column theme_scores.probability is 'Calibrated probability.';
comment on column theme_scores.label is 'Whether the comment carries the theme: the probability reaches the theme''s threshold.';
comment on column theme_scores.model_id is 'Model that said so.';

create table themes (
    theme varchar primary key,
    name_fr varchar not null,
    name_en varchar not null,
    added boolean not null
);
comment on table themes is 'Themes that comments are read for.';
comment on column themes.theme is 'Theme id.';
comment on column themes.name_fr is 'Name in French.';
comment on column themes.name_en is 'Name in English.';
comment on column themes.added is 'True for a theme learnt from examples beside the core themes.';

create table decisions (
    comment_id varchar not null,
    decision varchar not null check (decision in ('themes', 'bruit', 'aucun', 'incertain')),
    model_id varchar not null,
    primary key (comment_id, model_id)
);
comment on table decisions is 'What a model decided of a comment as a whole.';
comment on column decisions.comment_id is 'Comment.';
comment on column decisions.decision is 'themes (one or more), bruit (noise), aucun (content, none of the themes), incertain (cannot decide).';
comment on column decisions.model_id is 'Model that decided.';

create table mentions (
    comment_id varchar not null,
    theme varchar not null,
    start_char integer not null,
    end_char integer not null,
    qualifier varchar not null,
    holder varchar not null,
    model_id varchar not null,
    primary key (comment_id, theme, start_char, end_char, model_id)
);
comment on table mentions is 'Where a theme is mentioned in a comment, how, and whose it is.';
comment on column mentions.comment_id is 'Comment.';
comment on column mentions.theme is 'Theme id.';
comment on column mentions.start_char is 'First character of the mention in comments.text, from 0.';
comment on column mentions.end_char is 'Character after the mention''s last.';
comment on column mentions.qualifier is 'affirme, nie, surmonte, hypothetique, question, rapporte or passe.';
comment on column mentions.holder is 'moi, equipe, usagers or autres.';
comment on column mentions.model_id is 'Model and word lists that found it.';

create table vectors (
    content_hash varchar not null,
    encoder_id varchar not null,
    vector float[] not null,
    primary key (content_hash, encoder_id)
);
comment on table vectors is 'Sentence vectors by content: nothing is encoded twice.';
comment on column vectors.content_hash is 'SHA-256 of the text.';
comment on column vectors.encoder_id is 'Encoder that made the vector.';
comment on column vectors.vector is 'Vector of length 1.';

create table topics (
    topic_id varchar primary key,
    webinar_id varchar not null,
    rank integer not null,
    name varchar not null,
    terms varchar[] not null,
    size integer not null,
    model_id varchar not null
);
comment on table topics is 'Topics found in a webinar, nobody having asked for them.';
comment on column topics.topic_id is 'Id of the topic.';
comment on column topics.webinar_id is 'Webinar.';
comment on column topics.rank is 'Rank by size in the webinar, from 1.';
comment on column topics.name is 'Name made of phrases found in the comments.';
comment on column topics.terms is 'Terms that set the topic apart, best first.';
comment on column topics.size is 'Number of comments.';
comment on column topics.model_id is 'Method and parameters that found it.';

create table topic_assignments (
    comment_id varchar not null,
    topic_id varchar not null,
    similarity double not null,
    representative boolean not null,
    primary key (comment_id, topic_id)
);
comment on table topic_assignments is 'Which comment belongs to which topic.';
comment on column topic_assignments.comment_id is 'Comment.';
comment on column topic_assignments.topic_id is 'Topic.';
comment on column topic_assignments.similarity is 'Cosine similarity of the comment''s vector to the topic''s centre.';
comment on column topic_assignments.representative is 'True for the verbatims that show the topic best.';

create table models (
    model_id varchar primary key,
    kind varchar not null,
    card json not null
);
comment on table models is 'Models that made the predictions.';
comment on column models.model_id is 'Id: date and hash.';
comment on column models.kind is 'encoder, themes or topics.';
comment on column models.card is 'Metadata of the model: data, versions, seeds, scores.';

create table sources (
    file_hash varchar primary key,
    webinar_id varchar not null,
    format varchar not null,
    records integer not null
);
comment on table sources is 'Files read, by content: a renamed copy is the same file.';
comment on column sources.file_hash is 'SHA-256 of the file''s bytes.';
comment on column sources.webinar_id is 'Webinar it belongs to.';
comment on column sources.format is 'Id of the chat format.';
comment on column sources.records is 'Records read.';

create table runs (
    run_id varchar primary key,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    version varchar not null,
    model_id varchar not null,
    webinar_id varchar not null,
    records integer not null,
    comments integer not null,
    set_aside integer not null
);
comment on table runs is 'What was processed, once per different input, version and model: running the same again adds nothing.';
comment on column runs.run_id is 'Digest of the inputs, the program''s version and the models.';
comment on column runs.started_at is 'When the run began.';
comment on column runs.finished_at is 'When it was stored.';
comment on column runs.version is 'Version of chatmining.';
comment on column runs.model_id is 'Theme model.';
comment on column runs.webinar_id is 'Webinar processed.';
comment on column runs.records is 'Records read.';
comment on column runs.comments is 'Comments kept.';
comment on column runs.set_aside is 'Records that are not comments.';

create table keyring (
    fingerprint varchar primary key
);
comment on table keyring is 'Tells whether the key in use is the one that made the pseudonyms; the key itself is never here.';
comment on column keyring.fingerprint is 'Keyed digest of a fixed word.';
