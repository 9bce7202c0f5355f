package dev.tarn.query.tag;

import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.TagResourceRequest;
import software.amazon.awssdk.services.athena.model.TagResourceResponse;
import software.amazon.awssdk.services.athena.model.UntagResourceRequest;
import software.amazon.awssdk.services.athena.model.UntagResourceResponse;

/** Tags by ARN. */
public final class TagOperations {
  private static final int MIN_PAGE = 75;
  private static final int MAX_ARN = 1011;

  private final Tags tags;
  private final Predicate<String> exists;

  /**
   * @param exists whether there is a resource with that ARN
   */
  public TagOperations(Tags tags, Predicate<String> exists) {
    this.tags = tags;
    this.exists = exists;
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    Constraints.withoutValues()
        .notNull("resourceARN", request.resourceARN())
        .length("resourceARN", request.resourceARN(), 1, MAX_ARN)
        .notNull("tags", request.hasTags() ? request.tags() : null)
        .orThrow(InvalidRequests::invalidInput);
    check(request.tags());
    require(request.resourceARN());
    tags.add(request.resourceARN(), request.tags());
    return TagResourceResponse.builder().build();
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    Constraints.withoutValues()
        .notNull("resourceARN", request.resourceARN())
        .length("resourceARN", request.resourceARN(), 1, MAX_ARN)
        .notNull("tagKeys", request.hasTagKeys() ? request.tagKeys() : null)
        .orThrow(InvalidRequests::invalidInput);
    require(request.resourceARN());
    tags.remove(request.resourceARN(), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    Constraints.withoutValues()
        .notNull("resourceARN", request.resourceARN())
        .length("resourceARN", request.resourceARN(), 1, MAX_ARN)
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), MIN_PAGE, Integer.MAX_VALUE)
        .orThrow(InvalidRequests::invalidInput);
    require(request.resourceARN());
    NavigableMap<String, Tag> byKey = new TreeMap<>();
    tags.of(request.resourceARN()).forEach(tag -> byKey.put(tag.key(), tag));
    int size = request.maxResults() == null ? MIN_PAGE : request.maxResults();
    Page<Tag> page = Page.of(byKey, "tags " + request.resourceARN(), request.nextToken(), size);
    return ListTagsForResourceResponse.builder()
        .tags(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  /** The tags that a request wants to set, also on a resource that is still to be created. */
  public static void check(List<Tag> tags) {
    tags.forEach(TagOperations::check);
    Tags.checkCount(tags.stream().map(Tag::key).distinct().count());
  }

  private static void check(Tag tag) {
    Constraints.withoutValues()
        .notNull("tags.member.key", tag.key())
        .length("tags.member.key", tag.key(), 1, 128)
        .length("tags.member.value", tag.value(), 0, 256)
        .orThrow(InvalidRequests::invalidInput);
    // https://docs.aws.amazon.com/athena/latest/ug/tags.html reserves the prefix; the text is ours.
    if (tag.key().startsWith("aws:")) {
      throw InvalidRequests.invalidInput("Tag keys with the prefix aws: are reserved for AWS");
    }
  }

  private void require(String arn) {
    if (!exists.test(arn)) {
      throw InvalidRequests.resourceNotFound("Resource " + arn + " was not found");
    }
  }
}
