-- retention: 0 for a sweep with its observations, 1 while they are being deleted, 2 after that.
ALTER TABLE sweep ADD COLUMN retention INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sweep_by_retention ON sweep (started_at, id) WHERE retention < 2;
CREATE INDEX observation_by_rowid ON observation (rowid);
