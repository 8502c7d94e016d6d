-- What was voted: Zoom's poll reports, as counts. And whether a webinar's facts were told or guessed from names.

create table polls (
    webinar_id varchar not null,
    question varchar not null,
    answer varchar not null,
    count integer not null,
    primary key (webinar_id, question, answer)
);
comment on table polls is 'Answers to the polls of a webinar, counted; who answered what is not kept.';
comment on column polls.webinar_id is 'Webinar.';
comment on column polls.question is 'Question of the poll, masked.';
comment on column polls.answer is 'Answer, masked; each choice on its own when several could be ticked.';
comment on column polls.count is 'How many people gave it, in the longest report read.';

alter table webinars add column told boolean default false;
comment on column webinars.told is 'True when the organizer said so (option or webinar.toml); else guessed from reports and names.';
