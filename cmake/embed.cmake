# Files that travel inside the program. See server/base/embedded.h for the reader's side.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

# vigil_embed(function FILES … RELATIVE folder): adds `function` to the library vigil_embedded. The bytes go in by
# the assembler, so that megabytes cost nothing to compile. `folder` is cut off the front of each path.
function(vigil_embed function)
    cmake_parse_arguments(arg "" "RELATIVE" "FILES" ${ARGN})
    set(stem ${CMAKE_BINARY_DIR}/embedded/${function})
    list(SORT arg_FILES)
    list(JOIN arg_FILES "\n" lines)
    file(CONFIGURE OUTPUT ${stem}.list CONTENT "${lines}\n" @ONLY)
    add_custom_command(
        OUTPUT ${stem}.cpp ${stem}.bytes
        COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py
            --function ${function} --list ${stem}.list --relative ${arg_RELATIVE} --out ${stem}
        DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${stem}.list ${arg_FILES}
        COMMENT "Embedding ${function}"
        VERBATIM)
    # The compiler's dependency file does not know what the assembler reads.
    set_source_files_properties(${stem}.cpp PROPERTIES OBJECT_DEPENDS ${stem}.bytes)
    target_sources(vigil_embedded PRIVATE ${stem}.cpp)
endfunction()
