package dev.tarn.storage;

/** Judges whether one version of an object may be deleted for good, in the same atomic step. */
@FunctionalInterface
public interface VersionGuard {

  VersionGuard NONE = version -> {};

  /**
   * Returns when it may be deleted.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception when it may not
   */
  void check(ObjectVersion version);
}
