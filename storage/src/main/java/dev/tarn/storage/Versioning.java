package dev.tarn.storage;

/** Whether a bucket keeps what is overwritten and deleted. */
public enum Versioning {
  /** It never did; the state of every new bucket. */
  NEVER_ENABLED,
  ENABLED,
  /** It did; new objects are the version "null" again. */
  SUSPENDED
}
