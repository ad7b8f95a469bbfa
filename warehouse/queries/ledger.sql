-- What a warehouse must have before its first migration.
create schema if not exists ops;
create schema if not exists readings;

create table if not exists ops.schema_migrations (
    version integer not null,
    name varchar not null,
    applied_at timestamptz not null
);

comment on table ops.schema_migrations is 'Migrations applied to this file, one row each.';
comment on column ops.schema_migrations.version is 'Number of the migration, from 1.';
comment on column ops.schema_migrations.name is 'Its file name without number and ending.';
comment on column ops.schema_migrations.applied_at is 'UTC instant.';

create table if not exists ops.schema_views (
    views_digest uuid not null,
    created_at timestamptz not null
);

comment on table ops.schema_views is 'Which state of the views this file has; the newest row counts.';
comment on column ops.schema_views.views_digest is 'BLAKE2b-128 of their SQL.';
comment on column ops.schema_views.created_at is 'UTC instant.';
