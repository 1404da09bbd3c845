# Sources compiled together: the headers that many of them include (JSON, Boost, ranges) are read once for all. A room then
# takes a fraction of the time, and the optimiser sees more at once. While working (dev, clang) each source is compiled by
# itself, so that a change costs one file. Written here instead of CMAKE_UNITY_BUILD, whose absolute paths keep two
# checkouts from sharing a compiler cache.

set(VIGIL_BATCH 1 CACHE STRING "How many sources of a room are compiled as one; 1: each by itself")

if(VIGIL_BATCH GREATER 1 AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # What is private to a source looks, from the file that includes it, as if it were private to a header.
    add_compile_options(-Wno-subobject-linkage)
endif()

# in_batches(out name source…): the sources, or files of the name that include VIGIL_BATCH of them each.
function(in_batches out name)
    if(VIGIL_BATCH LESS_EQUAL 1)
        set(${out} "${ARGN}" PARENT_SCOPE)
        return()
    endif()
    set(folder ${CMAKE_BINARY_DIR}/batches)
    set(batches "")
    set(text "")
    set(number 0)
    list(LENGTH ARGN count)
    foreach(source ${ARGN})
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
        file(RELATIVE_PATH path ${folder} ${source})
        string(APPEND text "#include \"${path}\"\n")
        math(EXPR number "${number} + 1")
        math(EXPR place "${number} % ${VIGIL_BATCH}")
        if(place EQUAL 0 OR number EQUAL count)
            set(batch ${folder}/${name}_${number}.cpp)
            file(CONFIGURE OUTPUT ${batch} CONTENT "${text}" @ONLY)
            list(APPEND batches ${batch})
            set(text "")
        endif()
    endforeach()
    set(${out} "${batches}" PARENT_SCOPE)
endfunction()
