-- Questions and calls for help, grouped, with what answers them.

create table questions (
    comment_id varchar primary key,
    webinar_id varchar not null,
    group_id varchar not null,
    in_platform boolean not null
);
comment on table questions is 'Comments that ask: questions and calls for help meant to be answered.';
comment on column questions.comment_id is 'Comment that asks.';
comment on column questions.webinar_id is 'Webinar.';
comment on column questions.group_id is 'First question of the webinar that asks nearly the same; itself when none does.';
comment on column questions.in_platform is 'True when the question-and-answer report holds an answer.';

create table answers (
    question_id varchar not null,
    answer_id varchar not null,
    sign varchar not null check (sign in ('reply', 'name', 'time', 'meaning')),
    primary key (question_id, answer_id)
);
comment on table answers is 'Which comment answers which question, and what tells it.';
comment on column answers.question_id is 'Comment that asks.';
comment on column answers.answer_id is 'Comment that answers.';
comment on column answers.sign is 'reply (reply mark), name (speaks to the asker), time (comes at once) or meaning.';
