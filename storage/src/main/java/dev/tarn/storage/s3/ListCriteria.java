package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to list; {@code after} is a key or a common prefix. */
record ListCriteria(
    String bucket, String prefix, String delimiter, String after, int maxKeys, boolean encode) {

  private static final int MAX_KEYS = 1000;

  /** Fails with InvalidArgument. */
  static ListCriteria of(S3Exchange exchange, String after) {
    S3Query query = exchange.query();
    Optional<String> encoding = query.get("encoding-type").filter(text -> !text.isEmpty());
    if (encoding.isPresent() && !encoding.get().equals("url")) {
      throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request");
    }
    return new ListCriteria(
        exchange.bucket(),
        query.text("prefix"),
        query.text("delimiter"),
        after,
        Math.min(MAX_KEYS, query.number("max-keys", MAX_KEYS)),
        encoding.isPresent());
  }

  String encoded(String text) {
    return encode ? ListOperations.encodeUrl(text) : text;
  }

  /** The key up to the first delimiter after the prefix; null when there is none. */
  @Nullable String commonPrefix(String key) {
    if (delimiter.isEmpty()) {
      return null;
    }
    int found = key.indexOf(delimiter, prefix.length());
    return found < 0 ? null : key.substring(0, found + delimiter.length());
  }

  void write(XmlWriter xml, boolean truncated) {
    xml.element("MaxKeys", maxKeys);
    if (!delimiter.isEmpty()) {
      xml.element("Delimiter", encoded(delimiter));
    }
    if (encode) {
      xml.element("EncodingType", "url");
    }
    xml.element("IsTruncated", truncated);
  }

  void writePrefixes(XmlWriter xml, List<String> prefixes) {
    for (String common : prefixes) {
      xml.open("CommonPrefixes").element("Prefix", encoded(common)).close("CommonPrefixes");
    }
  }
}
