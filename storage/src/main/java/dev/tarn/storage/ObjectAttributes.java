package dev.tarn.storage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything S3 remembers of an object beside its bytes.
 *
 * @param eTag without quotation marks; null makes the store derive one from the file
 * @param headers the other headers stored with the object (Cache-Control, Content-Encoding ...) by
 *     their lower-case name
 * @param checksum the checksum that was given or computed at upload
 * @param parts the parts of a multipart upload, in order; empty for other objects
 * @param versionId null for the version that S3 calls "null"
 * @param acl the grants of its own access control list, as XML; null for the owner's alone
 */
public record ObjectAttributes(
    String contentType,
    Map<String, String> userMetadata,
    @Nullable String eTag,
    Map<String, String> headers,
    Map<String, String> tags,
    @Nullable Checksum checksum,
    List<Part> parts,
    @Nullable String versionId,
    @Nullable String acl) {

  /** What S3 answers for an object that was uploaded without a content type. */
  public static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  /** The attributes of an object of which nothing is remembered, such as a file dropped by hand. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(
          DEFAULT_CONTENT_TYPE, Map.of(), null, Map.of(), Map.of(), null, List.of(), null, null);

  /**
   * A stored checksum.
   *
   * @param algorithm CRC32, CRC32C, CRC64NVME, SHA1 or SHA256
   * @param type FULL_OBJECT or COMPOSITE
   * @param value base64, for a composite one with its "-parts" suffix
   */
  public record Checksum(String algorithm, String type, String value) {}

  /** One part of a multipart upload; the checksum value is of the object's algorithm. */
  public record Part(int number, long size, String eTag, @Nullable String checksum) {}

  public ObjectAttributes {
    userMetadata = Map.copyOf(userMetadata);
    headers = Map.copyOf(headers);
    tags = Map.copyOf(tags);
    parts = List.copyOf(parts);
  }

  /** The same with another content type and user metadata. */
  public ObjectAttributes withMetadata(String newContentType, Map<String, String> newUserMetadata) {
    return new ObjectAttributes(
        newContentType, newUserMetadata, eTag, headers, tags, checksum, parts, versionId, acl);
  }

  /** The same with what is known once the bytes are. */
  public ObjectAttributes withContent(String newETag, @Nullable Checksum newChecksum) {
    return new ObjectAttributes(
        contentType, userMetadata, newETag, headers, tags, newChecksum, parts, versionId, acl);
  }

  /** The same with another checksum. */
  public ObjectAttributes withChecksum(@Nullable Checksum newChecksum) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, headers, tags, newChecksum, parts, versionId, acl);
  }

  /** The same with other parts. */
  public ObjectAttributes withParts(List<Part> newParts) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, headers, tags, checksum, newParts, versionId, acl);
  }

  /** The same with other tags. */
  public ObjectAttributes withTags(Map<String, String> newTags) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, headers, newTags, checksum, parts, versionId, acl);
  }

  /** The same with other stored headers. */
  public ObjectAttributes withHeaders(Map<String, String> newHeaders) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, newHeaders, tags, checksum, parts, versionId, acl);
  }

  /** The same as another version. */
  public ObjectAttributes withVersionId(@Nullable String newVersionId) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, headers, tags, checksum, parts, newVersionId, acl);
  }

  /** The same with other grants. */
  public ObjectAttributes withAcl(@Nullable String newAcl) {
    return new ObjectAttributes(
        contentType, userMetadata, eTag, headers, tags, checksum, parts, versionId, newAcl);
  }
}
