package dev.tarn.account.kms;

import dev.tarn.protocol.AwsErrors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.Tag;

/** The tags of a key. */
final class KeyTags {
  private static final int MOST = 50;
  private static final int BAD_REQUEST = 400;

  private KeyTags() {}

  /** Old tags and new ones; a new value replaces the one of the same key. */
  static List<Tag> merged(Collection<Tag> old, Collection<Tag> added) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : added) {
      if (tag.tagKey() == null || tag.tagKey().isEmpty() || tag.tagValue() == null) {
        throw tagException("A tag needs a TagKey and a TagValue.");
      }
      if (tag.tagKey().startsWith("aws:")) {
        throw tagException("Tags beginning with aws: are reserved");
      }
      if (!keys.add(tag.tagKey())) {
        throw tagException("Duplicate tag keys");
      }
    }
    List<Tag> merged = new ArrayList<>();
    old.stream().filter(tag -> !keys.contains(tag.tagKey())).forEach(merged::add);
    merged.addAll(added);
    if (merged.size() > MOST) {
      throw tagException("Too many tags");
    }
    return merged;
  }

  private static RuntimeException tagException(String message) {
    return AwsErrors.of("TagException", message, BAD_REQUEST);
  }
}
