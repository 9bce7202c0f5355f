package dev.tarn.account.logs;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The tags of groups, by the newer operations and by the older ones. */
final class GroupTags {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private final LogFiles files;

  GroupTags(LogFiles files) {
    this.files = files;
  }

  TagResourceResponse tag(TagResourceRequest request) {
    add(LogsRules.byArn(request.resourceArn()), request.tags());
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    remove(LogsRules.byArn(request.resourceArn()), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(of(LogsRules.byArn(request.resourceArn())))
        .build();
  }

  @SuppressWarnings("deprecation") // older clients still call it
  TagLogGroupResponse tagGroup(TagLogGroupRequest request) {
    add(LogsRules.group(request.logGroupName()), request.tags());
    return TagLogGroupResponse.builder().build();
  }

  @SuppressWarnings("deprecation") // older clients still call it
  UntagLogGroupResponse untagGroup(UntagLogGroupRequest request) {
    remove(LogsRules.group(request.logGroupName()), request.tags());
    return UntagLogGroupResponse.builder().build();
  }

  @SuppressWarnings("deprecation") // older clients still call it
  ListTagsLogGroupResponse listOfGroup(ListTagsLogGroupRequest request) {
    return ListTagsLogGroupResponse.builder()
        .tags(of(LogsRules.group(request.logGroupName())))
        .build();
  }

  static void check(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
        throw LogsErrors.invalidParameter(
            "A tag's key has 1 to "
                + LONGEST_KEY
                + " characters, its value up to "
                + LONGEST_VALUE
                + ".");
      }
    });
    if (tags.size() > MOST) {
      throw LogsErrors.invalidParameter("A log group can have no more than " + MOST + " tags.");
    }
  }

  private Map<String, String> of(String group) {
    String name = files.group(group).logGroupName();
    return files.tags().find(name).map(ListTagsForResourceResponse::tags).orElse(Map.of());
  }

  private void add(String group, Map<String, String> added) {
    Map<String, String> tags = new TreeMap<>(of(group));
    tags.putAll(added);
    check(tags);
    keep(group, tags);
  }

  private void remove(String group, Collection<String> keys) {
    Map<String, String> tags = new TreeMap<>(of(group));
    tags.keySet().removeAll(keys);
    keep(group, tags);
  }

  private void keep(String group, Map<String, String> tags) {
    files.tags().put(group, ListTagsForResourceResponse.builder().tags(tags).build());
  }
}
