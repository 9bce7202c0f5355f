package dev.tarn.query.workgroup;

import software.amazon.awssdk.services.athena.model.WorkGroup;

/** Something that a work group can hold, and that keeps it from being deleted. */
public interface WorkGroupContents {
  boolean isPresentIn(WorkGroup workGroup);

  /** Removes what a work group holds; it is about to be deleted. */
  void removeFrom(WorkGroup workGroup);
}
