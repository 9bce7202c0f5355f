package dev.tarn.account.iam;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.validation.Constraints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM checks before it looks anything up, in its words. */
final class IamRules {
  /** Of a role's, a user's or a session's name. */
  static final int NAME_LENGTH = 64;

  /** Of the name of a group, policy or instance profile. */
  static final int LONG_NAME_LENGTH = 128;

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final int PATH_LENGTH = 512;
  private static final int MAX_ITEMS = 1000;
  private static final int DEFAULT_ITEMS = 100;
  private static final int MAX_TAGS = 50;
  private static final int TAG_KEY_LENGTH = 128;
  private static final int TAG_VALUE_LENGTH = 256;

  private IamRules() {}

  /**
   * A required name.
   *
   * @param member such as {@code roleName}
   */
  static String name(String member, @Nullable String value, int longest) {
    Constraints.withValues()
        .notNull(member, value)
        .length(member, value, 1, longest)
        .orThrow(IamErrors::validation);
    if (value == null || !NAME.matcher(value).matches()) {
      throw IamErrors.validation(
          "The specified value for "
              + member
              + " is invalid. It must contain only alphanumeric characters and/or the following:"
              + " +=,.@_-");
    }
    return value;
  }

  /** The path, {@code /} when there is none. */
  static String path(@Nullable String value) {
    if (value == null) {
      return "/";
    }
    Constraints.withValues().length("path", value, 1, PATH_LENGTH).orThrow(IamErrors::validation);
    if (!PATH.matcher(value).matches() || value.contains("//")) {
      throw IamErrors.validation(
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
    return value;
  }

  /** A required member. */
  static <T> T required(String member, @Nullable T value) {
    Constraints.withValues().notNull(member, value).orThrow(IamErrors::validation);
    if (value == null) {
      throw new IllegalStateException(member);
    }
    return value;
  }

  static void description(@Nullable String value) {
    Constraints.withValues().length("description", value, 0, 1000).orThrow(IamErrors::validation);
  }

  /** The tags that a resource has from its creation. */
  static List<Tag> newTags(@Nullable Collection<Tag> tags) {
    return mergedTags(List.of(), tags == null ? List.of() : tags);
  }

  /** Old tags and new ones; a new value replaces the one of the same key. */
  static List<Tag> mergedTags(Collection<Tag> old, Collection<Tag> added) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : added) {
      Constraints.withValues()
          .notNull("tags.1.member.key", tag.key())
          .length("tags.1.member.key", tag.key(), 1, TAG_KEY_LENGTH)
          .notNull("tags.1.member.value", tag.value())
          .length("tags.1.member.value", tag.value(), 0, TAG_VALUE_LENGTH)
          .orThrow(IamErrors::validation);
      if (!keys.add(tag.key())) {
        throw IamErrors.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    List<Tag> merged = new ArrayList<>();
    old.stream().filter(tag -> !keys.contains(tag.key())).forEach(merged::add);
    merged.addAll(added);
    if (merged.size() > MAX_TAGS) {
      throw IamErrors.limitExceeded(
          "The number of tags has reached the maximum limit of " + MAX_TAGS + ".");
    }
    return merged;
  }

  static List<Tag> withoutTags(Collection<Tag> old, Collection<String> keys) {
    return old.stream().filter(tag -> !keys.contains(tag.key())).toList();
  }

  /** The page that a listing wants. */
  static Page.Cut page(String listing, @Nullable String marker, @Nullable Integer maxItems) {
    Constraints.withValues()
        .range("maxItems", maxItems, 1, MAX_ITEMS)
        .orThrow(IamErrors::validation);
    return new Page.Cut(
        listing,
        marker,
        maxItems == null ? DEFAULT_ITEMS : maxItems,
        () -> IamErrors.validation("Invalid Marker."));
  }
}
