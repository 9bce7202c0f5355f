package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectVersion;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import dev.tarn.storage.Versioning;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The x-amz-copy-source header: {@code /bucket/key?versionId=id}, URL-encoded. */
record CopySource(ObjectKey key, Optional<String> versionId) {

  static CopySource parse(S3Exchange exchange) {
    String header = exchange.header("x-amz-copy-source").orElse("");
    int question = header.indexOf('?');
    Optional<String> version = Optional.empty();
    if (question >= 0) {
      version = new S3Query(header.substring(question + 1)).get("versionId");
      header = header.substring(0, question);
    }
    String path = S3Query.decode(header);
    if (path.startsWith("/")) {
      path = path.substring(1);
    }
    int slash = path.indexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      throw S3Errors.invalidArgument("Invalid copy source object key");
    }
    return new CopySource(
        new ObjectKey(path.substring(0, slash), path.substring(slash + 1)), version);
  }

  /** Opens it and answers its version; fails with NoSuchKey and the source's key. */
  OpenObject open(S3Exchange exchange, LocalObjectStore store) throws IOException {
    try {
      if (versionId.isPresent() && store.versions().get(key, versionId.get()).deleteMarker()) {
        throw S3Errors.invalidRequest(
            "The source of a copy request may not specifically refer to a delete marker by"
                + " version id.");
      }
      OpenObject opened =
          versionId.isPresent() ? store.versions().open(key, versionId.get()) : store.open(key);
      if (store.versions().versioning(key.bucket()) != Versioning.NEVER_ENABLED) {
        String id = opened.object().attributes().versionId();
        exchange.answerHeader(
            "x-amz-copy-source-version-id", id == null ? ObjectVersion.NULL_ID : id);
      }
      return opened;
    } catch (NoSuchKeyException missing) {
      throw new DetailedError(missing, "Key", key.key());
    } catch (NoSuchBucketException missing) {
      throw new DetailedError(missing, "BucketName", key.bucket());
    }
  }

  /** Fails with PreconditionFailed, whichever condition it is that does not hold. */
  static void check(S3Exchange exchange, StoredObject source) {
    Conditions.ofCopySource(exchange).require(source.head());
  }
}
