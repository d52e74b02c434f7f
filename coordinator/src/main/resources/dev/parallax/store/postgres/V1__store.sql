-- The tables of the store. Instants are milliseconds since 1970-01-01T00:00:00Z. Texts are compared by
-- their bytes, so that each database has the same order. rowid is the order of insertion.

CREATE TABLE sweep (
  id TEXT COLLATE "C" PRIMARY KEY,
  started_at BIGINT NOT NULL,
  complete BOOLEAN NOT NULL,
  header BYTEA NOT NULL
);
CREATE INDEX sweep_by_start ON sweep (started_at, id);

CREATE TABLE verdicts (
  sweep TEXT COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (sweep, position)
);

CREATE TABLE observation (
  rowid BIGINT GENERATED ALWAYS AS IDENTITY,
  sweep TEXT COLLATE "C" NOT NULL,
  round INTEGER NOT NULL,
  target TEXT COLLATE "C" NOT NULL,
  vantage TEXT COLLATE "C" NOT NULL,
  arm TEXT COLLATE "C" NOT NULL,
  variant TEXT COLLATE "C" NOT NULL,
  address BYTEA NOT NULL,
  trial INTEGER NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (sweep, round, target, vantage, arm, variant, address, trial)
);

-- observation: the rowid of an observation.
CREATE TABLE central_check (
  observation BIGINT PRIMARY KEY,
  body BYTEA NOT NULL
);

CREATE TABLE late_observation (
  rowid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sweep TEXT COLLATE "C" NOT NULL,
  body BYTEA NOT NULL
);

-- vantages: names, each on a line of its own.
CREATE TABLE round_plan (
  sweep TEXT COLLATE "C" NOT NULL,
  round INTEGER NOT NULL,
  plan BYTEA NOT NULL,
  vantages TEXT NOT NULL,
  PRIMARY KEY (sweep, round)
);

CREATE TABLE sweep_request (
  sweep TEXT COLLATE "C" PRIMARY KEY,
  request TEXT NOT NULL
);

CREATE TABLE token (
  id TEXT COLLATE "C" PRIMARY KEY,
  secret_hash BYTEA NOT NULL,
  labels TEXT NOT NULL,
  uses_left INTEGER NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked BOOLEAN NOT NULL
);

CREATE TABLE vantage (
  name TEXT COLLATE "C" PRIMARY KEY,
  labels TEXT NOT NULL,
  enrolment TEXT COLLATE "C" NOT NULL,
  enrolled_at BIGINT NOT NULL,
  certificate_not_after BIGINT NOT NULL,
  last_seen BIGINT,
  revoked BOOLEAN NOT NULL,
  issued_generation BIGINT NOT NULL DEFAULT 0,
  used_generation BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE operator (
  serial TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  not_after BIGINT NOT NULL,
  revoked BOOLEAN NOT NULL
);

CREATE TABLE audit (
  rowid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL
);

CREATE TABLE look (
  sweep TEXT COLLATE "C" PRIMARY KEY,
  target TEXT COLLATE "C" NOT NULL,
  kept BOOLEAN NOT NULL
);

CREATE TABLE watch_state (
  target TEXT COLLATE "C" PRIMARY KEY,
  body TEXT NOT NULL
);

CREATE TABLE incident (
  id TEXT COLLATE "C" PRIMARY KEY,
  target TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  body TEXT NOT NULL
);
CREATE INDEX incident_by_opening ON incident (opened_at, id);

CREATE TABLE notification (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  route TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  error TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX notification_by_state ON notification (state, route, due_at);

-- The coordinator that writes to this database. A holder that has not extended its lease until its
-- end has lost it. epoch: grows with each holder.
CREATE TABLE lease (
  name TEXT COLLATE "C" PRIMARY KEY,
  holder TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL
);

-- Always empty outside a transaction.
CREATE TABLE write_check (at BIGINT NOT NULL);
