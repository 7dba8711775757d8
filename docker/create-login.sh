#!/bin/bash
# Runs once, when the database is made: the account that the processes sign in with. It owns nothing; the migrations
# let it become mizan_app (and, for reports, mizan_read), which cannot change the record.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set password="$DATABASE_LOGIN_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role mizan_app nologin;
create role mizan_read nologin;
create role mizan_login login password :'password' in role mizan_app, mizan_read;
SQL
