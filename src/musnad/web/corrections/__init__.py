"""Corrections as forms: what stands in an article as fields, and fields back as annotations of the model.

Pure: what comes in are a document and fields of a form; what goes out are changes for `musnad.case.judging`, or every
problem with the field it is in. Which page shows them is for `musnad.web.pages.article_edits`.

places.py                       words of a text as spans, typed or given by numbers
reading.py                      fields read one by one, problems collected
mentions.py entities.py times.py statements.py events.py   one kind of annotation each
standing.py                     what stands at a place, and the sentences around it
making.py                       the change that a form asks for, whatever its kind

"""
