package dev.tarn.query.trino.serde;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.trino.plugin.hive.HivePageSourceFactory;

/** Adds the readers of this package to those of Trino's Hive connector. */
public final class SerdeModule implements Module {
  @Override
  public void configure(Binder binder) {
    var readers = Multibinder.newSetBinder(binder, HivePageSourceFactory.class);
    readers.addBinding().to(OpenCsvPages.class).in(Scopes.SINGLETON);
  }
}
