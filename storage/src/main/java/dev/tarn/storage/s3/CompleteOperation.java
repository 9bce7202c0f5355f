package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.MultipartUpload;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.Precondition;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import dev.tarn.storage.UploadedPart;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** CompleteMultipartUpload. */
final class CompleteOperation {

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: all parts but the last. */
  private static final long MIN_PART_BYTES = 5L << 20;

  private final LocalObjectStore store;

  CompleteOperation(LocalObjectStore store) {
    this.store = store;
  }

  /** A part as the request lists it. */
  private record Listed(int number, String eTag, XmlElement element) {}

  void complete(S3Exchange exchange) throws IOException {
    List<Listed> listed = listed(new RequestBody(exchange).uncheckedDocument());
    Precondition precondition = Conditions.of(exchange).forWrite();
    StoredObject completed;
    try {
      MultipartUpload upload =
          store.uploads().get(exchange.objectKey(), exchange.query().text("uploadId"));
      List<UploadedPart> parts = chosen(listed, store.uploads().parts(upload));
      ObjectAttributes attributes = attributes(upload, parts);
      checkPromises(exchange, attributes, parts);
      completed = store.uploads().complete(upload, parts, attributes, precondition);
    } catch (NoSuchUploadException gone) {
      completed = alreadyCompleted(exchange, listed).orElseThrow(() -> gone);
    }
    Versions.answerWritten(exchange, completed);
    answer(exchange, completed);
  }

  private static void answer(S3Exchange exchange, StoredObject completed) throws IOException {
    XmlWriter xml =
        XmlWriter.document("CompleteMultipartUploadResult")
            .element("Location", exchange.request().url())
            .element("Bucket", exchange.bucket())
            .element("Key", exchange.key())
            .element("ETag", ObjectHeaders.quoted(completed.head().eTag()));
    ObjectAttributes.Checksum checksum = completed.attributes().checksum();
    if (checksum != null) {
      xml.element(ChecksumAlgorithm.valueOf(checksum.algorithm()).element(), checksum.value())
          .element("ChecksumType", checksum.type());
    }
    ObjectHeaders.writeEncryption(exchange, completed.attributes());
    exchange.answerXml(200, xml.close("CompleteMultipartUploadResult"));
  }

  private static List<Listed> listed(byte[] document) {
    XmlElement root = XmlReader.read(document);
    List<Listed> listed = new ArrayList<>();
    for (XmlElement part : root.children("Part")) {
      int number;
      try {
        number =
            Integer.parseInt(part.childText("PartNumber").orElseThrow(XmlReader::malformed).trim());
      } catch (NumberFormatException notANumber) {
        throw XmlReader.malformed();
      }
      String eTag = part.childText("ETag").orElseThrow(XmlReader::malformed).trim();
      if (!listed.isEmpty() && listed.getLast().number() >= number) {
        throw S3Errors.of(
            "InvalidPartOrder",
            "The list of parts was not in ascending order. The parts list must be specified in"
                + " order by part number.",
            400);
      }
      listed.add(new Listed(number, Conditions.unquoted(eTag), part));
    }
    if (!root.name().equals("CompleteMultipartUpload") || listed.isEmpty()) {
      throw XmlReader.malformed();
    }
    return listed;
  }

  private static List<UploadedPart> chosen(
      List<Listed> listed, NavigableMap<Integer, UploadedPart> uploaded) {
    List<UploadedPart> chosen = new ArrayList<>();
    for (Listed part : listed) {
      UploadedPart found = uploaded.get(part.number());
      if (found == null
          || !found.eTag().equalsIgnoreCase(part.eTag())
          || !checksumFits(part, found)) {
        throw S3Errors.of(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.",
            400);
      }
      chosen.add(found);
    }
    for (UploadedPart part : chosen.subList(0, chosen.size() - 1)) {
      if (part.size() < MIN_PART_BYTES) {
        throw S3Errors.of(
            "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400);
      }
    }
    return chosen;
  }

  private static boolean checksumFits(Listed part, UploadedPart found) {
    String name = found.checksumAlgorithm();
    if (name == null) {
      return true;
    }
    Optional<String> given = part.element().childText(ChecksumAlgorithm.valueOf(name).element());
    return given.isEmpty() || given.get().trim().equals(base64(found));
  }

  private static ObjectAttributes attributes(MultipartUpload upload, List<UploadedPart> parts) {
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    List<ObjectAttributes.Part> kept = new ArrayList<>();
    for (UploadedPart part : parts) {
      md5.update(HexFormat.of().parseHex(part.eTag()));
      boolean ofUpload =
          upload.checksumAlgorithm() != null
              && upload.checksumAlgorithm().equals(part.checksumAlgorithm());
      kept.add(
          new ObjectAttributes.Part(
              part.number(), part.size(), part.eTag(), ofUpload ? base64(part) : null));
    }
    String eTag = HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    return upload.attributes().withContent(eTag, checksum(upload, parts)).withParts(kept);
  }

  private static ObjectAttributes.@Nullable Checksum checksum(
      MultipartUpload upload, List<UploadedPart> parts) {
    String name = upload.checksumAlgorithm();
    String type = upload.checksumType();
    if (name == null || type == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.valueOf(name);
    Base64.Encoder base64 = Base64.getEncoder();
    if (type.equals("COMPOSITE")) {
      ChecksumAlgorithm.Running running = algorithm.start();
      for (UploadedPart part : parts) {
        byte[] value = bytes(part);
        running.update(value, 0, value.length);
      }
      return new ObjectAttributes.Checksum(
          name, type, base64.encodeToString(running.value()) + "-" + parts.size());
    }
    byte[] combined = bytes(parts.getFirst());
    for (UploadedPart part : parts.subList(1, parts.size())) {
      combined = algorithm.combine(combined, bytes(part), part.size());
    }
    return new ObjectAttributes.Checksum(name, type, base64.encodeToString(combined));
  }

  /** What the request says of the whole must be so. */
  private static void checkPromises(
      S3Exchange exchange, ObjectAttributes attributes, List<UploadedPart> parts) {
    long size = parts.stream().mapToLong(UploadedPart::size).sum();
    Optional<String> expectedSize = exchange.header("x-amz-mp-object-size");
    if (expectedSize.isPresent() && !expectedSize.get().equals(Long.toString(size))) {
      throw S3Errors.invalidRequest(
          "The provided 'x-amz-mp-object-size' header value "
              + expectedSize.get()
              + " does not match what was computed: "
              + size);
    }
    ObjectAttributes.Checksum checksum = attributes.checksum();
    if (checksum != null) {
      Optional<String> expected =
          exchange.header(ChecksumAlgorithm.valueOf(checksum.algorithm()).header());
      // Some clients give a composite checksum with its "-parts" suffix, some without.
      if (expected.isPresent()
          && !checksum.value().equals(expected.get())
          && !checksum.value().equals(expected.get() + "-" + parts.size())) {
        throw S3Errors.of(
            "BadDigest",
            "The " + checksum.algorithm() + " you specified did not match the calculated checksum.",
            400);
      }
    }
  }

  /** Whoever lost the answer may complete again: the object then has just this ETag. */
  private Optional<StoredObject> alreadyCompleted(S3Exchange exchange, List<Listed> listed)
      throws IOException {
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    for (Listed part : listed) {
      try {
        md5.update(HexFormat.of().parseHex(part.eTag()));
      } catch (IllegalArgumentException notAnMd5) {
        return Optional.empty();
      }
    }
    String eTag = HexFormat.of().formatHex(md5.digest()) + "-" + listed.size();
    return store.find(exchange.objectKey()).filter(object -> object.head().eTag().equals(eTag));
  }

  static byte[] bytes(UploadedPart part) {
    String hex = part.checksumHex();
    if (hex == null) {
      throw S3Errors.invalidRequest(
          "The upload was created using a checksum algorithm. The complete request must include"
              + " the checksum for each part. It was missing for part "
              + part.number()
              + " in the request.");
    }
    return HexFormat.of().parseHex(hex);
  }

  static String base64(UploadedPart part) {
    return Base64.getEncoder().encodeToString(bytes(part));
  }
}
