package dev.tarn.storage.s3;

import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Object attributes in the headers of requests and answers. */
final class ObjectHeaders {

  private static final String USER_METADATA = "x-amz-meta-";
  private static final int MAX_USER_METADATA_BYTES = 2048;
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  /** Stored as they come and answered as they were. */
  private static final List<String> KEPT =
      List.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires",
          "x-amz-website-redirect-location",
          STORAGE_CLASS,
          ENCRYPTION,
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-bucket-key-enabled",
          "x-amz-server-side-encryption-context");

  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "DEEP_ARCHIVE",
          "GLACIER_IR");

  /** What a reader may ask to have answered instead of what is stored. */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-cache-control", "Cache-Control",
          "response-content-disposition", "Content-Disposition",
          "response-content-encoding", "Content-Encoding",
          "response-content-language", "Content-Language",
          "response-content-type", "Content-Type",
          "response-expires", "Expires");

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private ObjectHeaders() {}

  /** The attributes that a request gives to an object it writes. */
  static ObjectAttributes read(S3Exchange exchange) {
    Map<String, String> headers = new HashMap<>();
    for (String name : KEPT) {
      exchange.header(name).ifPresent(value -> headers.put(name, value));
    }
    headers.computeIfPresent("content-encoding", (name, value) -> withoutAwsChunked(value));
    headers.values().removeIf(String::isEmpty);
    String storageClass = headers.get(STORAGE_CLASS);
    if (storageClass != null && !STORAGE_CLASSES.contains(storageClass)) {
      throw S3Errors.of("InvalidStorageClass", "The storage class you specified is not valid", 400);
    }
    headers.remove(STORAGE_CLASS, "STANDARD");
    String encryption = headers.get(ENCRYPTION);
    if (encryption != null && !Set.of("AES256", "aws:kms", "aws:kms:dsse").contains(encryption)) {
      throw S3Errors.invalidArgument("The encryption method specified is not supported");
    }
    String contentType = exchange.header("Content-Type").orElse("");
    return new ObjectAttributes(
        contentType.isEmpty() ? ObjectAttributes.DEFAULT_CONTENT_TYPE : contentType,
        userMetadata(exchange),
        null,
        headers,
        Tagging.parseHeader(exchange.header("x-amz-tagging").orElse("")),
        null,
        List.of(),
        null,
        null);
  }

  /** Answers everything but the length. */
  static void write(S3Exchange exchange, StoredObject object) {
    ObjectAttributes attributes = object.attributes();
    exchange.answerHeader("Content-Type", attributes.contentType());
    exchange.answerHeader("ETag", quoted(object.head().eTag()));
    exchange.answerHeader("Last-Modified", httpDate(object.head().lastModified()));
    exchange.answerHeader("Accept-Ranges", "bytes");
    exchange.answerHeader(ENCRYPTION, "AES256");
    attributes.headers().forEach(exchange::answerHeader);
    attributes
        .userMetadata()
        .forEach((name, value) -> exchange.answerHeader(USER_METADATA + name, ascii(value)));
    if (!attributes.tags().isEmpty()) {
      exchange.answerHeader("x-amz-tagging-count", String.valueOf(attributes.tags().size()));
    }
    OVERRIDES.forEach((parameter, header) ->
        exchange.query().get(parameter).ifPresent(value -> exchange.answerHeader(header, value)));
  }

  /** Answers the encryption of an object that was just written. */
  static void writeEncryption(S3Exchange exchange, ObjectAttributes attributes) {
    exchange.answerHeader(ENCRYPTION, "AES256");
    attributes
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(ENCRYPTION)) {
            exchange.answerHeader(name, value);
          }
        });
  }

  static void writeChecksum(S3Exchange exchange, ObjectAttributes attributes) {
    ObjectAttributes.Checksum checksum = attributes.checksum();
    if (checksum != null) {
      exchange.answerHeader(
          ChecksumAlgorithm.valueOf(checksum.algorithm()).header(), checksum.value());
      exchange.answerHeader("x-amz-checksum-type", checksum.type());
    }
  }

  /** Answers the checksum of one part, if the parts of the object have any. */
  static void writeChecksum(
      S3Exchange exchange, ObjectAttributes attributes, ObjectAttributes.Part part) {
    ObjectAttributes.Checksum whole = attributes.checksum();
    if (whole != null && part.checksum() != null) {
      exchange.answerHeader(ChecksumAlgorithm.valueOf(whole.algorithm()).header(), part.checksum());
      exchange.answerHeader("x-amz-checksum-type", whole.type());
    }
  }

  static String storageClass(ObjectAttributes attributes) {
    return attributes.headers().getOrDefault(STORAGE_CLASS, "STANDARD");
  }

  /**
   * Metadata that is not printable ASCII is answered as an encoded word of RFC 2047:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html.
   */
  private static String ascii(String value) {
    if (value.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t')) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  static String quoted(String eTag) {
    return '"' + eTag + '"';
  }

  static String httpDate(Instant time) {
    return HTTP_DATE.format(time);
  }

  private static Map<String, String> userMetadata(S3Exchange exchange) {
    Map<String, String> metadata = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, String> header :
        exchange.headersStartingWith(USER_METADATA).entrySet()) {
      String key = header.getKey().substring(USER_METADATA.length());
      metadata.put(key, header.getValue());
      bytes += key.length() + header.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MAX_USER_METADATA_BYTES) {
      throw S3Errors.of(
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size",
          400);
    }
    return metadata;
  }

  /** The transport's own encoding is not the object's. */
  private static String withoutAwsChunked(String contentEncoding) {
    if (!contentEncoding.contains("aws-chunked")) {
      return contentEncoding;
    }
    List<String> encodings = new ArrayList<>();
    for (String encoding : contentEncoding.split(",", -1)) {
      if (!encoding.isBlank() && !encoding.trim().equals("aws-chunked")) {
        encodings.add(encoding.trim());
      }
    }
    return String.join(",", encodings);
  }
}
