"""What a person sees of a document: the text report and the HTML report.

Import the module you need (`musnad.views.text_report`, `musnad.views.html_report`): the second one brings Jinja2 along.
"""
