package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.TaggedResources;
import dev.tarn.protocol.validation.TextRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetTagsResponse;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.TagResourceResponse;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceResponse;

/** Tags of any resource by its ARN. */
public final class TagOperations {
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_ARN = 10_240;
  private static final TextRule TAG_KEY = TextRule.length(1, 128);
  private static final TextRule TAG_VALUE = TextRule.length(0, 256);

  private final List<TaggedResources> resources;

  public TagOperations(List<TaggedResources> resources) {
    this.resources = List.copyOf(resources);
  }

  /** Checks the tags of a request that creates a resource. */
  static void check(Rules rules, String path, Map<String, String> given) {
    rules
        .constraints()
        .size(path, given, 0, MOST_TAGS)
        .eachKey(path, given, TAG_KEY)
        .eachValue(path, given, TAG_VALUE);
  }

  private static Rules checkArn(@Nullable String arn) {
    Rules rules = Rules.check().required("resourceArn", arn);
    rules.constraints().length("resourceArn", arn, 1, LONGEST_ARN);
    return rules;
  }

  private static EntityNotFoundException notFound(String arn) {
    return CatalogErrors.notFound("Resource " + arn + " not found.");
  }

  private void change(String arn, UnaryOperator<Map<String, String>> change) {
    if (resources.stream().noneMatch(some -> some.changeTags(arn, change))) {
      throw notFound(arn);
    }
  }

  public TagResourceResponse tagResource(TagResourceRequest request) {
    Rules rules =
        checkArn(request.resourceArn())
            .required("tagsToAdd", request.hasTagsToAdd() ? request : null);
    check(rules, "tagsToAdd", request.tagsToAdd());
    rules.orThrow();
    change(
        request.resourceArn(),
        old -> {
          Map<String, String> changed = new LinkedHashMap<>(old);
          changed.putAll(request.tagsToAdd());
          if (changed.size() > MOST_TAGS) {
            throw CatalogErrors.invalidInput(
                "A resource cannot have more than " + MOST_TAGS + " tags.");
          }
          return changed;
        });
    return TagResourceResponse.builder().build();
  }

  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    Rules rules =
        checkArn(request.resourceArn())
            .required("tagsToRemove", request.hasTagsToRemove() ? request : null)
            .size("tagsToRemove", request.tagsToRemove(), 0, MOST_TAGS);
    rules.constraints().each("tagsToRemove", request.tagsToRemove(), TAG_KEY);
    rules.orThrow();
    change(
        request.resourceArn(),
        old -> {
          Map<String, String> changed = new LinkedHashMap<>(old);
          request.tagsToRemove().forEach(changed::remove);
          return changed;
        });
    return UntagResourceResponse.builder().build();
  }

  public GetTagsResponse getTags(GetTagsRequest request) {
    checkArn(request.resourceArn()).orThrow();
    Map<String, String> tags =
        resources.stream()
            .flatMap(some -> some.tags(request.resourceArn()).stream())
            .findFirst()
            .orElseThrow(() -> notFound(request.resourceArn()));
    return GetTagsResponse.builder().tags(tags).build();
  }
}
