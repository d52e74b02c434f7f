CREATE TABLE silence (
  id TEXT COLLATE "C" PRIMARY KEY,
  target TEXT COLLATE "C" NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL
);

CREATE INDEX incident_by_target ON incident (target, opened_at);
