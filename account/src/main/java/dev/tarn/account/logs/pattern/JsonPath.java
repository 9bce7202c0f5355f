package dev.tarn.account.logs.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A way into a JSON event: {@code $.a.b[0]}. */
record JsonPath(List<Step> steps) {
  /** One step: into an object or into an array. */
  sealed interface Step {
    /** The member of an object. */
    record Member(String name) implements Step {}

    /** The element of an array. */
    record Element(int index) implements Step {}
  }

  /** What is there, or a missing node. */
  JsonNode find(JsonNode event) {
    JsonNode at = event;
    for (Step step : steps) {
      at =
          switch (step) {
            case Step.Member member -> at.path(member.name());
            case Step.Element element -> at.path(element.index());
          };
    }
    return at;
  }
}
