# One warning level, one set of definitions, one way to make a layer or a test.

find_program(CCACHE ccache)
cmake_path(GET CMAKE_SOURCE_DIR PARENT_PATH CROSSDOCK_PARENT)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CROSSDOCK_PARENT} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(crossdock_options INTERFACE)
target_compile_options(crossdock_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fpch-preprocess
    # g++ 12 sees these where there are none, once it inlines enough.
    -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=stringop-overread
    -Wno-error=restrict -Wno-error=free-nonheap-object)
target_compile_definitions(crossdock_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_FORCE_ASSERTS) # a stopped ledger is better than a wrong one: assertions stay on in release

# crossdock_layer(name LINK targets...): a static library whose folders add their own sources.
function(crossdock_layer name)
    cmake_parse_arguments(LAYER "" "" "LINK;PCH" ${ARGN})
    add_library(${name} STATIC)
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${LAYER_LINK} PRIVATE crossdock_options)
    if(LAYER_PCH)
        target_precompile_headers(${name} PRIVATE ${LAYER_PCH})
    endif()
endfunction()

# crossdock_unite(names...): in a build with CMAKE_UNITY_BUILD, compiles up to eight files of one folder as one. Half of what the
# compiler does for a file is for the templates that its neighbours need too. Names of one folder must therefore not clash.
function(crossdock_unite)
    foreach(name IN LISTS ARGN)
        set_target_properties(${name} PROPERTIES UNITY_BUILD_MODE GROUP)
        if(CMAKE_UNITY_BUILD) # g++ takes what is included for a header, in which no name may be a file's own
            target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
        endif()
        get_target_property(sources ${name} SOURCES)
        list(FILTER sources INCLUDE REGEX "\\.cpp$")
        foreach(source IN LISTS sources)
            cmake_path(GET source PARENT_PATH folder)
            cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
            string(MAKE_C_IDENTIFIER "in_${folder}" key)
            math(EXPR count_${key} "${count_${key}} + 1")
            math(EXPR batch "(${count_${key}} - 1) / 8")
            set_source_files_properties(${source} TARGET_DIRECTORY ${name} PROPERTIES UNITY_GROUP ${key}_${batch})
        endforeach()
    endforeach()
endfunction()

# crossdock_test(name SOURCES files... LINK targets...): one ctest entry, without a screen.
function(crossdock_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_executable(${name} ${TEST_SOURCES})
    target_link_libraries(${name} PRIVATE ${TEST_LINK} Qt6::Test crossdock_options)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>) # what is tested has all of it
    if(TEST_LINK MATCHES "crossdock_(ui|app)")
        target_precompile_headers(${name} REUSE_FROM crossdock_window_test_headers)
    else()
        target_precompile_headers(${name} REUSE_FROM crossdock_test_headers)
    endif()
    target_compile_definitions(${name} PRIVATE CROSSDOCK_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;QTEST_FUNCTION_TIMEOUT=100000")
endfunction()
