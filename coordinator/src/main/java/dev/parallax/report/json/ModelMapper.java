package dev.parallax.report.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds the records of the model to JSON objects. A component is a field of its name, to which a
 * duration adds {@code Ms}; an absent value is null; every other field is required. {@link
 * ModelFields} lists the exceptions.
 */
final class ModelMapper {
  static final JsonMapper MAPPER = built();

  private ModelMapper() {}

  private static JsonMapper built() {
    var builder =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .accessorNaming(new Components())
            .propertyNamingStrategy(new UnitNaming())
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .withConfigOverride(
                Optional.class,
                type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET)))
            .addModule(new Jdk8Module())
            .addModule(new ScalarModule());
    ModelFields.BY_RECORD.forEach(builder::addMixIn);
    return builder.build();
  }

  /** Only the components of a record are fields, not its methods such as {@code isEmpty}. */
  private static final class Components extends DefaultAccessorNamingStrategy.Provider {
    private static final long serialVersionUID = 1;

    @Override
    public DefaultAccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass type) {
      return new DefaultAccessorNamingStrategy.RecordNaming(config, type) {
        @Override
        public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
          return _fieldNames.contains(name) ? name : null;
        }

        @Override
        public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
          return null;
        }
      };
    }
  }

  /** The unit in the name of a duration. */
  private static final class UnitNaming extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
      return named(method, name);
    }

    @Override
    public String nameForConstructorParameter(
        MapperConfig<?> config, AnnotatedParameter parameter, String name) {
      return named(parameter, name);
    }

    private static String named(AnnotatedMember member, String name) {
      var type = member.getType();
      var value = type.hasRawClass(Optional.class) ? type.containedType(0) : type;
      return value.hasRawClass(Duration.class) ? name + "Ms" : name;
    }
  }
}
