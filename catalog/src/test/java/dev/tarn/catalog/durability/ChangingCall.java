package dev.tarn.catalog.durability;

import software.amazon.awssdk.services.glue.GlueClient;

/** A call that changes a catalog, and can be made once on a prepared one. */
interface ChangingCall {
  void make(GlueClient glue);

  /** Fills an empty catalog with what the call needs. */
  void prepare(GlueClient glue);
}
