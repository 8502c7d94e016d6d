-- What the organizer planned, so that a burst can be told by what was being spoken of.

create table agenda (
    webinar_id varchar not null,
    place integer not null,
    title varchar not null,
    starts_at timestamptz,
    offset_s double,
    primary key (webinar_id, place)
);
comment on table agenda is 'Agenda of a webinar, as its webinar.toml gives it.';
comment on column agenda.webinar_id is 'Webinar.';
comment on column agenda.place is 'Rank of the item, from 1.';
comment on column agenda.title is 'Title of the item, masked.';
comment on column agenda.starts_at is 'When it starts, where the day of the webinar is known.';
comment on column agenda.offset_s is 'Seconds from the start, where the day is not known.';
