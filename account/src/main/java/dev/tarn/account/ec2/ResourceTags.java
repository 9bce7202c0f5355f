package dev.tarn.account.ec2;

import dev.tarn.storage.entity.EntityFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The tags of everything that has an id. */
final class ResourceTags {
  private static final int MOST = 50;

  private final EntityFiles<CreateTagsRequest> files;

  ResourceTags(EntityFiles<CreateTagsRequest> files) {
    this.files = files;
  }

  List<Tag> of(String resourceId) {
    return files.find(resourceId).map(CreateTagsRequest::tags).orElse(List.of());
  }

  void add(String resourceId, Collection<Tag> added) {
    Map<String, Tag> tags = byKey(resourceId);
    for (Tag tag : added) {
      if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
        throw Ec2Errors.of(
            "InvalidParameterValue",
            "Value ( "
                + tag.key()
                + " ) for parameter key is invalid. Tag keys must not be empty"
                + " and must not start with aws:");
      }
      tags.put(tag.key(), tag.value() == null ? tag.toBuilder().value("").build() : tag);
    }
    if (tags.size() > MOST) {
      throw Ec2Errors.of("TagLimitExceeded", "More than " + MOST + " tags specified");
    }
    keep(resourceId, tags);
  }

  /** A tag without a value goes whatever its value is. */
  void remove(String resourceId, Collection<Tag> removed) {
    Map<String, Tag> tags = byKey(resourceId);
    for (Tag tag : removed) {
      Tag known = tags.get(tag.key());
      if (known != null && (tag.value() == null || tag.value().equals(known.value()))) {
        tags.remove(tag.key());
      }
    }
    keep(resourceId, tags);
  }

  void forget(String resourceId) {
    files.remove(resourceId);
  }

  private Map<String, Tag> byKey(String resourceId) {
    Map<String, Tag> tags = new TreeMap<>();
    of(resourceId).forEach(tag -> tags.put(tag.key(), tag));
    return tags;
  }

  private void keep(String resourceId, Map<String, Tag> tags) {
    files.put(
        resourceId, CreateTagsRequest.builder().resources(resourceId).tags(tags.values()).build());
  }
}
