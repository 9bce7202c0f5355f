package dev.tarn.query.trino.serde;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.trino.plugin.hive.HiveFileWriterFactory;
import io.trino.plugin.hive.HivePageSourceFactory;
import io.trino.plugin.hive.orc.OrcPageSourceFactory;
import io.trino.plugin.hive.parquet.ParquetPageSourceFactory;
import java.util.List;

/** Adds the readers and the writer of this package to those of Trino's Hive connector. */
public final class SerdeModule implements Module {
  @Override
  public void configure(Binder binder) {
    binder.bind(ParquetPageSourceFactory.class).in(Scopes.SINGLETON);
    binder.bind(OrcPageSourceFactory.class).in(Scopes.SINGLETON);
    var readers = Multibinder.newSetBinder(binder, HivePageSourceFactory.class);
    List.of(
            OpenCsvPages.class,
            OpenJsonPages.class,
            GrokPages.class,
            CloudTrailPages.class,
            IonPages.class,
            AvroUrlPages.class,
            ColumnAccessPages.class)
        .forEach(reader -> readers.addBinding().to(reader).in(Scopes.SINGLETON));
    Multibinder.newSetBinder(binder, HiveFileWriterFactory.class)
        .addBinding()
        .to(IonFiles.class)
        .in(Scopes.SINGLETON);
  }
}
