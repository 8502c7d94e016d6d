-- What a snapshot holds beside the tables: answers made once, at publication, so that views, macros and search are fast.
-- Each view that has a webinar_id gets its table published.v_… made from the view itself: see `publication.py`.

create schema published;

create table publication (
    version varchar not null, schema_version integer not null, sql_digest varchar not null,
    webinars bigint not null, comments bigint not null, sorted_comments bigint not null
);
comment on table publication is 'What this snapshot is: one row.';
comment on column publication.version is 'Version of chatmining that published it.';
comment on column publication.schema_version is 'Number of the last migration.';
comment on column publication.sql_digest is 'Digest of the program''s SQL: another one means views and macros of another version.';
comment on column publication.webinars is 'Webinars held.';
comment on column publication.comments is 'Comments held.';
comment on column publication.sorted_comments is 'Comments of the last publication from scratch; the others were put in since.';

create table published.contents (content integer not null, content_hash varchar not null);
comment on table published.contents is 'Different texts: two comments that say « merci » share one.';
comment on column published.contents.content is 'Number of the text in this snapshot.';
comment on column published.contents.content_hash is 'SHA-256 of the text.';

create table published.documents (
    doc integer not null, comment_id varchar not null, webinar_id varchar not null, content integer not null,
    length integer not null
);
comment on table published.documents is 'Comments by number.';
comment on column published.documents.doc is 'Number of the comment in this snapshot.';
comment on column published.documents.comment_id is 'Comment.';
comment on column published.documents.webinar_id is 'Webinar.';
comment on column published.documents.content is 'Its text.';
comment on column published.documents.length is 'Searchable words of the comment.';

create table published.forms (form_id integer not null, form varchar not null, term varchar);
comment on table published.forms is 'Different words of the comments, in lower case.';
comment on column published.forms.form_id is 'Number of the word in this snapshot.';
comment on column published.forms.form is 'Word as written, in lower case.';
comment on column published.forms.term is 'Its stem, without accents; null for a word too common to be searched.';

create table published.postings (term varchar not null, doc integer not null, tf integer not null, length integer not null);
comment on table published.postings is 'Inverted index of the comments, in the order of terms.';
comment on column published.postings.term is 'Stem.';
comment on column published.postings.doc is 'Number of the comment in this snapshot.';
comment on column published.postings.tf is 'Times the stem occurs in the comment.';
comment on column published.postings.length is 'Searchable words of the comment.';

create table published.words (
    axis varchar not null, part varchar not null, webinar_id varchar not null, form_id integer not null, n integer not null
);
comment on table published.words is 'Words counted by part of the corpus; noise is left out.';
comment on column published.words.axis is 'webinar_id, role, kind or theme.';
comment on column published.words.part is 'Value of the axis: a webinar, a role, a kind, a theme.';
comment on column published.words.webinar_id is 'Webinar.';
comment on column published.words.form_id is 'Word.';
comment on column published.words.n is 'Occurrences.';

create table published.vectors (
    content integer not null, encoder_id varchar not null, near tinyint[128] not null, vector tinyint[512] not null
);
comment on table published.vectors is 'Sentence vectors, rounded to 8 bits, with fewer coordinates for a first sort.';
comment on column published.vectors.content is 'Text.';
comment on column published.vectors.encoder_id is 'Encoder.';
comment on column published.vectors.near is 'Products of the vector with published.axes, rounded.';
comment on column published.vectors.vector is 'Vector scaled so that its largest component is 127.';

create table published.axes (encoder_id varchar not null, axis integer not null, direction float[512] not null);
comment on table published.axes is 'Directions along which the encoder''s vectors differ most, found at the last publication from scratch.';
comment on column published.axes.encoder_id is 'Encoder.';
comment on column published.axes.axis is 'Rank, from 1.';
comment on column published.axes.direction is 'Direction, long enough for the largest product to be near 127.';

create table published.lexicon (folded varchar not null, near tinyint[64] not null);
comment on table published.lexicon is 'Common French words by meaning, those of any chat: what search by near words compares.';
comment on column published.lexicon.folded is 'Word in lower case, without accents.';
comment on column published.lexicon.near is 'Vector of the word, its largest component 127: the cosine of two is above .4 when they are near, and 0 on average.';

-- Full-size vectors would make the snapshot four times as heavy; cosines read from these differ by less than 0.005.
create view vectors as
select
    c.content_hash, v.encoder_id,
    list_transform(
        v.vector::tinyint[], lambda x: (x / sqrt(array_inner_product(v.vector::float[512], v.vector::float[512])))::float
    ) as vector
from published.vectors v join published.contents c using (content);
comment on view vectors is 'Sentence vectors by content, read from published.vectors.';
comment on column vectors.content_hash is 'SHA-256 of the text.';
comment on column vectors.encoder_id is 'Encoder that made the vector: the general one, that search reads.';
comment on column vectors.vector is 'Vector of length 1, to 8 bits.';
