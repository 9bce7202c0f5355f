package dev.tarn.catalog.transfer;

import java.util.List;
import java.util.Map;

/** Replaces buckets in S3 addresses, because a copied catalog seldom keeps the data's buckets. */
public record BucketMapping(Map<String, String> newNames) {
  private static final List<String> SCHEMES = List.of("s3://", "s3a://", "s3n://");

  public BucketMapping {
    newNames = Map.copyOf(newNames);
  }

  /** The text with its bucket replaced, if it is the address of one that is to be replaced. */
  String apply(String text) {
    if (newNames.isEmpty()) {
      return text;
    }
    for (String scheme : SCHEMES) {
      if (text.startsWith(scheme)) {
        int slash = text.indexOf('/', scheme.length());
        int end = slash < 0 ? text.length() : slash;
        String newName = newNames.get(text.substring(scheme.length(), end));
        return newName == null ? text : scheme + newName + text.substring(end);
      }
    }
    return text;
  }
}
