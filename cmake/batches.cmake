# Sources compiled together: the headers that many of them include (JSON, Boost, ranges) are read once for all. A room then
# takes a fraction of the time, and the optimiser sees more at once. While working (dev, clang) each source is compiled by
# itself, so that a change costs one file. Written here instead of CMAKE_UNITY_BUILD, whose absolute paths keep two
# checkouts from sharing a compiler cache, and whose batches all shift when a source comes or goes.

set(VIGIL_BATCH 1 CACHE STRING "About how many sources of a room are compiled as one; 1: each by itself")

if(VIGIL_BATCH GREATER 1 AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # What is private to a source looks, from the file that includes it, as if it were private to a header.
    add_compile_options(-Wno-subobject-linkage)
endif()

# ends_batch(out path count): whether the batch of `count` sources ends after this one. Its own name says so, within bounds: a
# source that comes or goes then changes the batch it is in, and not those after it.
function(ends_batch out path count)
    math(EXPR least "(${VIGIL_BATCH} + 1) / 2")
    math(EXPR most "${VIGIL_BATCH} * 3 / 2")
    string(SHA1 digest ${path})
    string(SUBSTRING ${digest} 0 6 digits)
    math(EXPR chance "0x${digits} % (${VIGIL_BATCH} / 2)")
    if((chance EQUAL 0 AND count GREATER_EQUAL least) OR count GREATER_EQUAL most)
        set(${out} TRUE PARENT_SCOPE)
    else()
        set(${out} FALSE PARENT_SCOPE)
    endif()
endfunction()

# in_batches(out name source…): the sources, or files in a folder of that name that include several of them each.
function(in_batches out name)
    if(VIGIL_BATCH LESS_EQUAL 1)
        set(${out} "${ARGN}" PARENT_SCOPE)
        return()
    endif()
    set(folder ${CMAKE_BINARY_DIR}/batches)
    set(batches "")
    set(text "")
    set(count 0)
    set(sources "")
    foreach(source ${ARGN})
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
        list(APPEND sources ${source})
    endforeach()
    list(SORT sources)
    list(GET sources -1 last)
    foreach(source ${sources})
        file(RELATIVE_PATH path ${folder} ${source})
        string(APPEND text "#include \"${path}\"\n")
        math(EXPR count "${count} + 1")
        file(RELATIVE_PATH place ${CMAKE_SOURCE_DIR} ${source})
        ends_batch(ends ${place} ${count})
        if(ends OR source STREQUAL last)
            string(MAKE_C_IDENTIFIER "${place}" end)
            set(batch ${folder}/${name}_to_${end}.cpp)
            file(CONFIGURE OUTPUT ${batch} CONTENT "${text}" @ONLY)
            list(APPEND batches ${batch})
            set(text "")
            set(count 0)
        endif()
    endforeach()
    set(${out} "${batches}" PARENT_SCOPE)
endfunction()
