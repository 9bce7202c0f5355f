package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.LocalObjectWriter;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.Precondition;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CopyObject. */
final class CopyOperations {

  private final LocalObjectStore store;
  private final NewObjects newObjects;

  CopyOperations(LocalObjectStore store, NewObjects newObjects) {
    this.store = store;
    this.newObjects = newObjects;
  }

  void copy(S3Exchange exchange) throws IOException {
    CopySource copySource = CopySource.parse(exchange);
    ObjectKey target = exchange.objectKey();
    store.requireBucket(target.bucket());
    Precondition precondition = Conditions.of(exchange).forWrite();
    try (OpenObject source = copySource.open(exchange, store)) {
      CopySource.check(exchange, source.object());
      if (source.object().head().size() > RequestBody.MAX_OBJECT_BYTES) {
        throw S3Errors.invalidRequest(
            "The specified copy source is larger than the maximum allowable size for a copy"
                + " source: "
                + RequestBody.MAX_OBJECT_BYTES);
      }
      boolean self = copySource.key().equals(target) && copySource.versionId().isEmpty();
      ObjectAttributes attributes =
          newObjects.complete(exchange, targetAttributes(exchange, source.object(), self));
      StoredObject copied = copy(exchange, source, target, attributes, precondition);
      XmlWriter xml =
          XmlWriter.document("CopyObjectResult")
              .element("LastModified", copied.head().lastModified())
              .element("ETag", ObjectHeaders.quoted(copied.head().eTag()));
      ObjectAttributes.Checksum checksum = copied.attributes().checksum();
      if (checksum != null) {
        xml.element("ChecksumType", checksum.type())
            .element(ChecksumAlgorithm.valueOf(checksum.algorithm()).element(), checksum.value());
      }
      ObjectHeaders.writeEncryption(exchange, copied.attributes());
      Versions.answerWritten(exchange, copied);
      exchange.answerXml(200, xml.close("CopyObjectResult"));
    }
  }

  private StoredObject copy(
      S3Exchange exchange,
      OpenObject source,
      ObjectKey target,
      ObjectAttributes attributes,
      Precondition precondition)
      throws IOException {
    ObjectAttributes.Checksum kept = source.object().attributes().checksum();
    String eTag = source.object().attributes().eTag();
    ChecksumAlgorithm algorithm = checksumAlgorithm(exchange, kept);
    boolean keepsChecksum =
        algorithm == null
            || (kept != null
                && kept.type().equals("FULL_OBJECT")
                && kept.algorithm().equals(algorithm.name()));
    try (LocalObjectWriter writer = store.write(target, attributes, precondition)) {
      if (eTag != null && eTag.indexOf('-') < 0 && keepsChecksum) {
        // One and the same content: nothing is to be computed, and the bytes need not come by.
        writer.transferFrom(source.channel(), 0, source.object().head().size());
        return writer.commit(
            attributes.withContent(eTag, algorithm == null ? null : kept), precondition);
      }
      Copied copied = pass(source.channel(), writer, algorithm);
      return writer.commit(attributes.withContent(copied.eTag(), copied.checksum()), precondition);
    }
  }

  private record Copied(String eTag, ObjectAttributes.@Nullable Checksum checksum) {}

  private static Copied pass(
      FileChannel source, OutputStream target, @Nullable ChecksumAlgorithm algorithm)
      throws IOException {
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    ChecksumAlgorithm.Running running = algorithm == null ? null : algorithm.start();
    try (Buffers.Lease lease = Buffers.heap()) {
      ByteBuffer buffer = ByteBuffer.wrap(lease.bytes());
      while (source.read(buffer.clear()) >= 0) {
        md5.update(buffer.array(), 0, buffer.position());
        if (running != null) {
          running.update(buffer.array(), 0, buffer.position());
        }
        target.write(buffer.array(), 0, buffer.position());
      }
    }
    return new Copied(
        HexFormat.of().formatHex(md5.digest()),
        algorithm == null || running == null
            ? null
            : new ObjectAttributes.Checksum(
                algorithm.name(),
                "FULL_OBJECT",
                Base64.getEncoder().encodeToString(running.value())));
  }

  /** The one asked for, else that of the source. */
  private static @Nullable ChecksumAlgorithm checksumAlgorithm(
      S3Exchange exchange, ObjectAttributes.@Nullable Checksum source) {
    Optional<String> asked = exchange.header("x-amz-checksum-algorithm");
    if (asked.isPresent()) {
      return ChecksumAlgorithm.named(asked.get())
          .orElseThrow(() ->
              S3Errors.invalidRequest(
                  "Checksum algorithm provided is unsupported. Please try again with any of"
                      + " the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }
    return source == null ? null : ChecksumAlgorithm.valueOf(source.algorithm());
  }

  /**
   * A copy without a word about encryption gets the bucket's, which is another one when the object
   * has a KMS key. S3 does not look closer than whether the bucket has a configuration.
   */
  private boolean isEncryptedAnew(StoredObject source) throws IOException {
    String algorithm = source.attributes().headers().getOrDefault(NewObjects.ENCRYPTION, "AES256");
    return !algorithm.equals("AES256")
        || store.documents().get(source.head().key().bucket(), "encryption").isPresent();
  }

  private ObjectAttributes targetAttributes(S3Exchange exchange, StoredObject source, boolean self)
      throws IOException {
    boolean replace = isReplace(exchange, "x-amz-metadata-directive", "metadata");
    boolean replaceTags = isReplace(exchange, "x-amz-tagging-directive", "tagging");
    ObjectAttributes asked = ObjectHeaders.read(exchange);
    ObjectAttributes old = source.attributes();
    // What is not metadata is never taken over from the source.
    Map<String, String> own = new HashMap<>(asked.headers());
    own.keySet().removeIf(name -> !name.startsWith("x-amz-"));
    boolean samePlace = exchange.header("x-amz-storage-class").isEmpty() && own.isEmpty();
    if (self && !replace && samePlace && !isEncryptedAnew(source)) {
      throw S3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    Map<String, String> headers = new HashMap<>(replace ? asked.headers() : old.headers());
    headers.keySet().removeIf(name -> name.startsWith("x-amz-"));
    headers.putAll(own);
    return new ObjectAttributes(
        replace ? asked.contentType() : old.contentType(),
        replace ? asked.userMetadata() : old.userMetadata(),
        null,
        headers,
        replaceTags ? asked.tags() : old.tags(),
        null,
        List.of(),
        null,
        null);
  }

  private static boolean isReplace(S3Exchange exchange, String header, String what) {
    return switch (exchange.header(header).orElse("COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default -> throw S3Errors.invalidArgument("Unknown " + what + " directive.");
    };
  }
}
