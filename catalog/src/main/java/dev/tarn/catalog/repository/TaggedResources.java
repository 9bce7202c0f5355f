package dev.tarn.catalog.repository;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Resources of some kinds that can have tags, known by their ARNs. */
public interface TaggedResources {
  /** The tags of the resource of this ARN; empty when there is no such resource. */
  Optional<Map<String, String>> tags(String arn);

  /** Changes the tags of the resource of this ARN; false when there is no such resource. */
  boolean changeTags(String arn, UnaryOperator<Map<String, String>> change);
}
