package dev.tarn.catalog.repository;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;

/** The tags of resources by ARN. They live as long as their resource. */
public final class ResourceTags {
  private final EntityFolder<TagResourceRequest> folder;
  private final ReentrantLock lock = new ReentrantLock();

  public ResourceTags(EntityFolder<TagResourceRequest> folder) {
    this.folder = folder;
  }

  public Map<String, String> get(String arn) {
    return folder.find(arn).map(TagResourceRequest::tagsToAdd).orElse(Map.of());
  }

  /** Gives a new resource just these tags, and none of an earlier resource of the same ARN. */
  public void set(String arn, Map<String, String> tags) {
    change(arn, old -> tags);
  }

  public void change(String arn, UnaryOperator<Map<String, String>> change) {
    lock.lock();
    try {
      Map<String, String> tags = change.apply(get(arn));
      if (tags.isEmpty()) {
        folder.remove(arn);
      } else {
        folder.put(arn, TagResourceRequest.builder().resourceArn(arn).tagsToAdd(tags).build());
      }
    } finally {
      lock.unlock();
    }
  }
}
