package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The x-amz-copy-source header: {@code /bucket/key?versionId=null}, URL-encoded. */
final class CopySource {

  private CopySource() {}

  static ObjectKey parse(S3Exchange exchange) {
    String header = exchange.header("x-amz-copy-source").orElse("");
    int question = header.indexOf('?');
    if (question >= 0) {
      Optional<String> version = new S3Query(header.substring(question + 1)).get("versionId");
      if (version.isPresent() && !version.get().equals("null")) {
        throw S3Errors.invalidArgument("Invalid version id specified");
      }
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
    return new ObjectKey(path.substring(0, slash), path.substring(slash + 1));
  }

  /** Fails with NoSuchKey and the source's key. */
  static OpenObject open(LocalObjectStore store, ObjectKey key) throws IOException {
    try {
      return store.open(key);
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
