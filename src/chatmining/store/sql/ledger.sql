create table if not exists schema_migrations (version integer primary key, name varchar not null);
comment on table schema_migrations is 'Migrations applied to this database.';
comment on column schema_migrations.version is 'Number of the migration.';
comment on column schema_migrations.name is 'What it does.';
