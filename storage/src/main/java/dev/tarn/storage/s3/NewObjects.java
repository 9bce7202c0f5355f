package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an object that is written gets from its request's headers and from its bucket. */
final class NewObjects {

  static final String ENCRYPTION = "x-amz-server-side-encryption";

  private final LocalObjectStore store;
  private final AclOperations acls;
  private final ObjectLock lock;

  NewObjects(LocalObjectStore store, AclOperations acls, ObjectLock lock) {
    this.store = store;
    this.acls = acls;
    this.lock = lock;
  }

  /** Fails with NoSuchBucket, or as S3 does when a header does not fit the bucket. */
  ObjectAttributes attributes(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    return complete(exchange, ObjectHeaders.read(exchange));
  }

  /** The same for attributes of which a part comes from elsewhere. */
  ObjectAttributes complete(S3Exchange exchange, ObjectAttributes asked) throws IOException {
    return encrypted(exchange.bucket(), acls.withAcl(exchange, lock.locked(exchange, asked)));
  }

  /** The bucket's default encryption is answered with objects; nothing is encrypted here. */
  private ObjectAttributes encrypted(String bucket, ObjectAttributes attributes)
      throws IOException {
    Optional<byte[]> document = store.documents().get(bucket, "encryption");
    if (document.isEmpty() || attributes.headers().containsKey(ENCRYPTION)) {
      return attributes;
    }
    Optional<XmlElement> rule = XmlReader.read(document.get()).child("Rule");
    Optional<XmlElement> byDefault =
        rule.flatMap(found -> found.child("ApplyServerSideEncryptionByDefault"));
    String algorithm =
        byDefault.flatMap(found -> found.childText("SSEAlgorithm")).orElse("AES256").trim();
    if (algorithm.equals("AES256")) {
      return attributes;
    }
    Map<String, String> headers = new HashMap<>(attributes.headers());
    headers.put(ENCRYPTION, algorithm);
    byDefault
        .flatMap(found -> found.childText("KMSMasterKeyID"))
        .ifPresent(key -> headers.put(ENCRYPTION + "-aws-kms-key-id", key.trim()));
    if (rule.flatMap(found -> found.childText("BucketKeyEnabled")).orElse("").equals("true")) {
      headers.put(ENCRYPTION + "-bucket-key-enabled", "true");
    }
    return attributes.withHeaders(headers);
  }
}
