package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Tag sets in XML and in the x-amz-tagging header, with S3's limits. */
final class Tagging {

  static final int MAX_OBJECT_TAGS = 10;
  static final int MAX_BUCKET_TAGS = 50;

  private static final int MAX_KEY_CHARS = 128;
  private static final int MAX_VALUE_CHARS = 256;

  private Tagging() {}

  /** Reads {@code a=1&b=2}, URL-encoded. */
  static Map<String, String> parseHeader(String header) {
    Map<String, String> tags = new TreeMap<>();
    if (header.isEmpty()) {
      return tags;
    }
    for (String pair : header.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = S3Query.decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : S3Query.decode(pair.substring(equals + 1));
      add(tags, key, value, "Your TagKey cannot be prefixed with aws:");
    }
    requireAtMost(MAX_OBJECT_TAGS, "Object", tags);
    return tags;
  }

  /** Reads a Tagging document. */
  static Map<String, String> parse(byte[] document, int maxTags, String kind) {
    XmlElement root = XmlReader.read(document);
    XmlElement tagSet = root.name().equals("Tagging") ? root.child("TagSet").orElse(null) : null;
    if (tagSet == null) {
      throw XmlReader.malformed();
    }
    Map<String, String> tags = new TreeMap<>();
    for (XmlElement tag : tagSet.children("Tag")) {
      add(
          tags,
          tag.childText("Key").orElseThrow(XmlReader::malformed),
          tag.childText("Value").orElseThrow(XmlReader::malformed),
          "System tags cannot be added/updated by requester");
    }
    requireAtMost(maxTags, kind, tags);
    return tags;
  }

  /** The form that {@link #parseHeader} reads. */
  static String header(Map<String, String> tags) {
    StringBuilder header = new StringBuilder();
    tags.forEach((key, value) ->
        header
            .append(header.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return header.toString();
  }

  static XmlWriter document(Map<String, String> tags) {
    XmlWriter xml = XmlWriter.document("Tagging").open("TagSet");
    new TreeMap<>(tags)
        .forEach((key, value) ->
            xml.open("Tag").element("Key", key).element("Value", value).close("Tag"));
    return xml.close("TagSet").close("Tagging");
  }

  private static void add(
      Map<String, String> tags, String key, String value, String systemTagMessage) {
    if (key.isEmpty() || key.length() > MAX_KEY_CHARS) {
      throw invalid("The TagKey you have provided is invalid");
    }
    if (value.length() > MAX_VALUE_CHARS) {
      throw invalid("The TagValue you have provided is invalid");
    }
    if (key.startsWith("aws:")) {
      throw invalid(systemTagMessage);
    }
    if (tags.put(key, value) != null) {
      throw invalid("Cannot provide multiple Tags with the same key");
    }
  }

  private static void requireAtMost(int maxTags, String kind, Map<String, String> tags) {
    if (tags.size() > maxTags) {
      throw S3Errors.of("BadRequest", kind + " tags cannot be greater than " + maxTags, 400);
    }
  }

  private static RuntimeException invalid(String message) {
    return S3Errors.of("InvalidTag", message, 400);
  }
}
