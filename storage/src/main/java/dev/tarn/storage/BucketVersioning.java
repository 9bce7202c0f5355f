package dev.tarn.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Remembers which buckets keep versions. */
final class BucketVersioning {

  private static final String DOCUMENT = "versioning";

  private final BucketDocuments documents;

  BucketVersioning(BucketDocuments documents) {
    this.documents = documents;
  }

  /** Fails with NoSuchBucket. */
  Versioning of(String bucket) throws IOException {
    return documents
        .get(bucket, DOCUMENT)
        .map(text -> Versioning.valueOf(new String(text, StandardCharsets.US_ASCII)))
        .orElse(Versioning.NEVER_ENABLED);
  }

  /** Call while the bucket is locked; there is no way back to a bucket that never had versions. */
  void set(String bucket, Versioning versioning) throws IOException {
    if (versioning == Versioning.NEVER_ENABLED) {
      throw new IllegalArgumentException("Versioning can be suspended, not undone: " + bucket);
    }
    documents.put(bucket, DOCUMENT, versioning.name().getBytes(StandardCharsets.US_ASCII));
  }
}
