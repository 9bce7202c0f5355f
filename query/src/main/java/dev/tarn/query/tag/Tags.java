package dev.tarn.query.tag;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.athena.model.Tag;

/** The tags of each resource, by ARN. */
public final class Tags {
  private static final int MAX_TAGS = 50;

  private final EntityFiles<ListTagsForResourceResponse> files;

  private Tags(EntityFiles<ListTagsForResourceResponse> files) {
    this.files = files;
  }

  public static Tags open(Path directory, AtomicFiles files) throws IOException {
    return new Tags(EntityFiles.open(directory, ListTagsForResourceResponse.class, files));
  }

  /** In the order in which they were added. */
  public List<Tag> of(String arn) {
    return files.find(arn).map(ListTagsForResourceResponse::tags).orElse(List.of());
  }

  /** Adds tags; a key that is there gets the new value. */
  public synchronized void add(String arn, Collection<Tag> added) {
    Map<String, Tag> byKey = byKey(arn);
    added.forEach(tag -> byKey.put(tag.key(), tag));
    checkCount(byKey.size());
    put(arn, byKey.values());
  }

  static void checkCount(long count) {
    if (count > MAX_TAGS) {
      throw InvalidRequests.invalidInput(
          "The number of tags exceeds the limit of " + MAX_TAGS + " tags for a resource");
    }
  }

  public synchronized void remove(String arn, Collection<String> keys) {
    Map<String, Tag> byKey = byKey(arn);
    byKey.keySet().removeAll(keys);
    put(arn, byKey.values());
  }

  /** Forgets a resource that is gone. */
  public synchronized void removeAll(String arn) {
    files.remove(arn);
  }

  private Map<String, Tag> byKey(String arn) {
    Map<String, Tag> byKey = new LinkedHashMap<>();
    of(arn).forEach(tag -> byKey.put(tag.key(), tag));
    return byKey;
  }

  private void put(String arn, Collection<Tag> tags) {
    if (tags.isEmpty()) {
      files.remove(arn);
    } else {
      files.put(arn, ListTagsForResourceResponse.builder().tags(tags).build());
    }
  }
}
